"""Sentences on cases, on table 2, enumerations, and figures that no table has."""

from __future__ import annotations

from tests.corpus.told.writer import Writer

CHANNELS = {
    "reconsideration": ("行政复议", "行政复议案件", "行政复议申请"),
    "litigation": ("行政诉讼", "行政诉讼案件"),
}
RESULTS = {
    "upheld": ("维持", "结果维持", "维持原行政行为", "维持具体行政行为"),
    "corrected": ("纠正", "被依法纠错", "结果纠正", "被纠正"),
    "other_result": ("其他结果", "其他"),
    "pending": ("尚未审结", "未审结", "正在审理"),
}


def remedies(w: Writer) -> list[str]:
    """Say of both channels what there was, or that there was none."""
    totals = {term: w.total(f"t4.{term}.total") for term in CHANNELS}
    if not any(totals.values()) and w.rng.random() < 0.8:
        for term in CHANNELS:
            w.say(f"none.t4.{term}.total")
        return [
            w.one_of(
                "未发生因政府信息公开引发的行政复议、行政诉讼案件",
                "无因信息公开被申请行政复议、提起行政诉讼的情况",
                "没有因政府信息公开工作被申请行政复议和提起行政诉讼",
                "因政府信息公开引发的行政复议、行政诉讼均未发生",
                "未产生与政府信息公开有关的行政复议或行政诉讼",
                "未因政府信息公开被提起行政复议、行政诉讼",
            )
        ]
    if w.rng.random() < 0.2:
        code = "count.t4.reconsideration+litigation.total"
        return [f"因政府信息公开引发的行政复议、行政诉讼案件共{w.say(code)}"]
    return [_channel(w, term) for term in CHANNELS]


def _channel(w: Writer, term: str) -> str:
    about = w.one_of(
        "因政府信息公开引发的",
        "因政府信息公开引起的",
        "全年发生涉及信息公开的",
        "因信息公开被提起的",
        "涉及政府信息公开的",
    )
    name = w.rng.choice(CHANNELS[term])
    said = w.say(f"count.t4.{term}.total", w.one_of("件", "起", "宗"))
    text = about + name + w.maybe("共", 0.4) + said
    if w.rng.random() < 0.7 and w.total(f"t4.{term}.total"):
        parts = [
            f"{w.rng.choice(names)}{w.say(f'count.t4.{term}.{column}')}"
            for column, names in RESULTS.items()
            if w.total(f"t4.{term}.{column}") or w.rng.random() < 0.2
        ]
        text += w.one_of("，其中", "，其中，", "：", "，") + w.one_of("、", "，").join(parts)
    return text


def disclosed(w: Writer) -> list[str]:
    """State figures of table 2."""
    truth = {key: int(v) for key, v in w.figures.truth.items() if v is not None and v == int(v)}
    found = []
    issued = "produced_in_year" if w.figures.layout_t2 == 2019 else "issued_in_year"
    if ("t2", "normative_documents", issued) in truth and w.rng.random() < 0.4:
        say = w.say(f"count.t2.normative_documents.{issued}")
        found.append(
            f"全年{w.one_of('制发', '制定', '出台', '印发')}{w.maybe('行政')}规范性文件{say}"
        )
    if w.figures.layout_t2 == 2019 and w.rng.random() < 0.3:
        say = w.say("count.t2.central_procurement.procurement_projects", w.one_of("宗", "个", "项"))
        found.append(f"政府采购项目{w.maybe('数量')}{say}")
    if w.rng.random() < 0.2:
        found.append(f"作出行政处罚决定{w.say('count.t2.admin_penalty.decisions')}")
    return found


def enumeration(w: Writer) -> str:
    """List what was published, to the last."""
    w.lists += 1
    unit = w.one_of("条", "条", "篇")
    places = ["政府网站", "政务微信", "政务微博", "政府公报", "新闻发布会"]
    w.rng.shuffle(places)
    counts = [w.rng.randint(1, 4000) for _ in range(w.rng.randint(2, 5))]
    opening = f"全年主动公开政府信息{w.part('list.total', sum(counts), unit)}"
    names = [*places[: len(counts) - 1], w.one_of("其他渠道", "其他方式", "其它类")]
    parts = [
        f"{name}{w.maybe('公开')}{w.part('list.part', count, unit)}"
        for name, count in zip(names, counts, strict=True)
    ]
    return (
        opening
        + w.one_of("，其中", "。其中，", "，其中：")
        + w.one_of("、", "，", "；").join(parts)
    )


def distractors(w: Writer, who: str) -> list[str]:
    """Return sentences with figures that no table has."""
    n = lambda most=900: w.number(w.rng.randint(1, most))  # noqa: E731 - a figure of no account
    year = w.figures.year
    lines = [
        f"{who}受理12345热线{n(40000)}件，办结{n(40000)}件，满意率{w.rng.randint(70, 99)}.25%",
        f"办理人大代表建议{n()}件、政协提案{n()}件，均已按时答复",
        f"今年以来共办理依申请公开协助调查{n(60)}件",
        f"网上信箱收到群众来信{n()}件，答复{n()}件，予以公开{n()}件",
        f"全年共举办培训{n(20)}次，培训{n(2000)}人次",
        f"办理行政许可事项{n(9000)}件，作出答复{n(9000)}件",
        f"{year - 1}年{who}共收到政府信息公开申请{n()}件",
        f"主动公开各类信息{n(9000)}条，其中政策解读{n(90)}条，会议公开{n(30)}条",
        f"上半年收到政府信息公开申请{n(5)}件",
        f"近{n(300)}件咨询得到回复，其中20余件涉及信息公开申请的办理流程",
        f"申请人撤回政府信息公开申请{n(9)}件，补正{n(9)}件",
        f"召开新闻发布会{n(40)}场，发布解读稿件{n(200)}篇",
        f"全市行政复议机关共办理行政复议案件{n()}件，公开行政复议决定书{n()}份",
        f"双随机抽查{n()}次，检查企业{n(3000)}户，公示结果{n(3000)}条",
        f"通过网络渠道收到申请{n(4)}件",
        f"申请数量较上年增加{n(30)}件",
        f"清理规范性文件{n(60)}件，其中保留{n(30)}件、修改{n(10)}件",
        "未发生逾期答复政府信息公开申请的情况",
        "没有行政诉讼败诉的案件",
        "对每一件依申请公开信件逐件登记，实行一件一档",
        f"政务新媒体发布信息{n(9000)}条，阅读量{n(90)}.5万次",
        f"延期答复{n(4)}件",
        f"重点工作考核占比{n(9)}%，政务公开分值占{n(9)}%",
    ]
    return w.rng.sample(lines, w.rng.randint(2, 7))
