"""Sentences on requests: what came in, was carried over and handled, and with what outcome."""

from __future__ import annotations

from collections.abc import Callable

from tests.corpus.told.writer import Writer

NEW = "count.t3.new_requests.total"
BOTH = "count.t3.new_requests+carried_in.total"
IN = "count.t3.carried_in.total"
OUT = "count.t3.carried_out.total"
DONE = "count.t3.outcomes_total.total"
HANDLED = "handled.t3.outcomes_total.total"
NONE = "none.t3.new_requests.total"

Style = Callable[[Writer, str], str]


def received(w: Writer, who: str) -> str:
    """Say how many came in."""
    year = w.one_of(
        f"{w.figures.year}年",
        f"{w.figures.year}年度",
        "本年度",
        "全年",
        "今年以来",
        "2020年".replace("2020", str(w.figures.year)),
    )
    head = f"{year}{w.maybe('，', 0.6)}{who}"
    noun = w.one_of(
        "政府信息公开申请",
        "信息公开申请",
        "依申请公开",
        "依申请公开申请",
        "公众政府信息公开申请",
        "公民、法人和其他组织提出的政府信息公开申请",
        "政府信息公开申请共",
        "政府信息公开申请事项",
        "依申请公开信件",
    )
    verb = w.one_of(
        "共收到", "收到", "累计收到", "受理", "共受理", "新收", "共接收", "收到并登记", "累计受理"
    )
    style = w.rng.randrange(6)
    if style == 0:
        noun = w.one_of("政府信息公开申请", "信息公开申请", "依申请公开申请")
        return head + verb + w.say(NEW) + noun
    if style == 1:
        name = w.one_of("申请总数为", "申请数量为", "申请共", "申请总量")
        return f"{head}政府信息公开{name}{w.say(NEW)}"
    return f"{head}{verb}{noun}{w.say(NEW)}"


def received_with_carried(w: Writer, who: str) -> str:
    """Say how many came in, and how many over from last year, in one figure or two."""
    verb = w.one_of("共收到", "收到", "共受理", "共有")
    style = w.rng.randrange(5)
    carried = w.one_of("上年结转", "上年度结转", "上一年度结转", "去年结转", "上年转结")
    if verb == "共有":
        verb = "共受理"
    if style == 0:
        first = f"{who}{verb}政府信息公开申请{w.say(BOTH)}"
        return f"{first}（{w.one_of('包括', '含', '其中')}{carried}{w.say(IN)}）"
    if style == 1:
        first = f"{who}{verb}政府信息公开申请{w.say(BOTH)}"
        return f"{first}，其中{w.maybe('本年')}新收{w.say(NEW)}，{carried}{w.say(IN)}"
    if style == 2:
        return f"{received(w, who)}，{carried}{w.maybe('申请')}{w.say(IN)}"
    if style == 3:
        return f"{received(w, who)}，另有{carried}的申请{w.say(IN)}"
    return f"{who}新收政府信息公开申请{w.say(NEW)}，{carried}政府信息公开申请{w.say(IN)}"


def handled(w: Writer) -> str:
    """Say how many were handled, and what is left."""
    done = w.one_of(
        "全年办结{n}", "已办结{n}", "按时答复{n}", "依法答复{n}", "共办结申请{n}", "当年答复{n}",
        "按期办结{n}", "全部依法办理，其中办结{n}", "共答复政府信息公开申请{n}",
        "办结{n}，均在法定期限内",
    )  # fmt: skip
    text = done.format(n=w.say(DONE))
    if w.total("t3.carried_out.total") or w.rng.random() < 0.3:
        text += "，" + carried_out(w)
    return text


def carried_out(w: Writer) -> str:
    """Say how many go on into next year."""
    return w.one_of(
        "结转下年度继续办理{n}", "结转下一年度办理{n}", "转下一年办理的{n}", "结转到下年度{n}",
        "结转至次年{n}", "另有{n}结转下年度办理", "顺延至下一年度继续办理{n}",
    ).format(n=w.say(OUT))  # fmt: skip


GROUPS = {
    "disclosed_full": ("予以公开", "同意公开", "全部公开"),
    "disclosed_partial": ("部分公开", "予以部分公开"),
    "refused": ("不予公开",),
    "unavailable": ("无法提供",),
    "not_processed": ("不予处理",),
    "other": ("其他处理", "其他情形", "其他处理情形"),
}
LEAVES = {
    "unavailable_not_held": ("本机关不掌握相关政府信息", "不掌握相关政府信息", "本机关不掌握"),
    "unavailable_requires_creation": ("没有现成信息需要另行制作",),
    "unavailable_unclear_after_correction": ("补正后申请内容仍不明确",),
    "refused_internal_affairs": ("属于三类内部事务信息", "内部事务信息"),
    "refused_deliberative_process": ("属于四类过程性信息", "过程性信息"),
    "refused_state_secret": ("属于国家秘密",),
    "refused_third_party_interest": ("保护第三方合法权益",),
    "refused_enforcement_file": ("属于行政执法案卷",),
    "not_processed_petition_complaint": ("信访举报投诉类申请",),
    "not_processed_duplicate": ("重复申请",),
}


def outcomes(w: Writer) -> str:
    """List the outcomes, with shares or without, in groups or group by group with their lines."""
    stop = w.one_of("，", "；", "、")
    decimals = w.one_of("", "0", "1", "2")
    whole = w.total("t3.outcomes_total.total")
    listed = list(GROUPS)
    joined = w.rng.random() < 0.3
    pieces = []
    if joined:
        scope = "t3.disclosed_full+disclosed_partial.total"
        pieces.append(
            _outcome(
                w,
                scope,
                w.one_of("予以公开（含部分公开）", "予以公开和部分公开", "予以公开或部分公开"),
                whole,
                decimals,
            )
        )
        scope = "t3.refused+unavailable.total"
        pieces.append(
            _outcome(
                w, scope, w.one_of("不予公开和无法提供", "不予公开、无法提供"), whole, decimals
            )
        )
        listed = ["not_processed", "other"]
    for term in listed:
        scope = f"t3.{term}.total"
        if w.total(scope) or w.rng.random() < 0.4:
            pieces.append(_outcome(w, scope, w.rng.choice(GROUPS[term]), whole, decimals))
            if not decimals and w.rng.random() < 0.3:
                pieces += _leaves(w, term)
    opening = w.one_of("其中，", "其中", "从办理结果看，", "答复情况为：", "办理结果中")
    return opening + stop.join(pieces)


def _outcome(w: Writer, scope: str, name: str, whole: int, decimals: str) -> str:
    text = f"{name}{w.maybe('的', 0.4)}{w.say(f'count.{scope}')}"
    if decimals and whole:
        text += (
            "，"
            + w.one_of("占", "占比", "占总数的", "占申请总数的")
            + w.share(scope, whole, int(decimals))
        )
    return text


def _leaves(w: Writer, group: str) -> list[str]:
    """Return the lines of a group that are not zero."""
    return [
        w.maybe("因", 0.2) + w.rng.choice(names) + w.say(f"count.t3.{term}.total")
        for term, names in LEAVES.items()
        if term.startswith(group) and w.total(f"t3.{term}.total")
    ]


def none_received(w: Writer, who: str) -> str:
    """Say that no request came in."""
    w.say(NONE)
    return f"{w.figures.year}年，{who}" + w.one_of(
        "未收到政府信息公开申请", "没有收到依申请公开申请",
        "未收到公民、法人和其他组织的政府信息公开申请",
        "未收到任何政府信息公开申请事项",
    )  # fmt: skip
