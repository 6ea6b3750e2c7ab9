"""Claims on figures: what sentences say of requests, cases and table 2, and what they do not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.parse.prose.reader import figure_claims
from pipeline.parse.sections import outline
from pipeline.records import Claim, Paragraph, Place, Scope

NEW = "count.t3.new_requests.total"
BOTH = "count.t3.new_requests+carried_in.total"
IN = "count.t3.carried_in.total"
OUT = "count.t3.carried_out.total"
DONE = "count.t3.outcomes_total.total"
HANDLED = "handled.t3.outcomes_total.total"
REC = "count.t4.reconsideration"
LIT = "count.t4.litigation"


def claims(*texts: str, year: int = 2021, layout: int = 2021) -> list[Claim]:
    lines = ["一、总体情况", *texts, "二、主动公开政府信息情况"]
    blocks = [Paragraph(text, Place(f"L{i}")) for i, text in enumerate(lines, start=1)]
    return figure_claims(outline(blocks), year, layout)


def of(*texts: str, layout: int = 2021) -> dict[str, int | float | None]:
    return {
        c.claim_code: None if c.value is None else float(c.value)
        for c in claims(*texts, layout=layout)
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2021年，全市共收到政府信息公开申请17件。", {NEW: 17}),
        ("共收到政府信息公开申１７件。", {NEW: 17}),
        ("共收到政府信息公开申请十七件。", {NEW: 17}),
        ("全年受理政府信息公开申请一百二十件。", {NEW: 120}),
        ("共收到政府信息公开申请1,204件。", {NEW: 1204}),
        ("共收到 17 件政府信息公开申请。", {NEW: 17}),
        ("2021年共收到依申请公开信件7件，均按时予以答复。", {NEW: 7}),
        ("依申请公开受理7件。", {NEW: 7}),
        ("本年度政府信息公开申请总数为7件。", {NEW: 7}),
        ("收到公民、法人和其他组织提出的政府信息公开申请7件。", {NEW: 7}),
        ("全年共收到政府信息公开申请0件。", {NEW: 0}),
        ("收到政府信息公开申请9件（包括上年结转1件）。", {BOTH: 9, IN: 1}),
        ("收到政府信息公开申请（含上年结转1件）9件。", {BOTH: 9, IN: 1}),
        ("收到信息公开申请9件，其中新收8件、上年度结转1件。", {BOTH: 9, NEW: 8, IN: 1}),
        ("收到信息公开申请9件，上年结转1件。", {NEW: 9, IN: 1}),
        ("收到信息公开申请9件，办结8件，结转下年度继续办理1件。", {NEW: 9, DONE: 8, OUT: 1}),
        ("收到信息公开申请9件，办结8件，另有1件转下一年办理。", {NEW: 9, DONE: 8, OUT: 1}),
        ("全年办理依申请公开4件。", {HANDLED: 4}),
        ("收到信息公开申请9件，答复9件。", {NEW: 9, DONE: 9}),
        ("收到信息公开申请9件，按时答复7件，延期答复2件。", {NEW: 9}),
        ("收到信息公开申请9件，其中8件已答复，1件结转至2022年办理。", {NEW: 9}),
        ("收到信息公开申请9件，当年未办结2件。", {NEW: 9}),
        ("收到信息公开申请9件，7个工作日内答复2件，15个工作日内答复7件。", {NEW: 9}),
        ("收到信息公开申请9件。在法定期限内答复7件，经批准延期后答复2件。", {NEW: 9}),
        ("收到信息公开申请9件。指导乡镇（街道）答复政府信息公开申请3件。", {NEW: 9}),
        ("收到信息公开申请9件，结转下年度4件（其中已于2022年1月办结2件）。", {NEW: 9, OUT: 4}),
        ("我局收到信息公开申请9件。下属单位收到信息公开申请3件，办结3件。", {NEW: 9}),
        ("我局及下属单位共收到信息公开申请9件，办结8件。", {NEW: 9, DONE: 8}),
        ("市级部门共收到信息公开申请3021件，其中我局收到信息公开申请9件。", {NEW: 9}),
        ("自然人政府信息公开申请7件，法人或其他组织政府信息公开申请2件。", {}),
        ("公民、法人或其他组织申请政府信息公开，共收到政府信息公开申请9件。", {NEW: 9}),
        ("与2020年收到政府信息公开申请2件相比，减少2件。", {}),
        ("2021年1月1日至12月31日，收到政府信息公开申请9件。", {NEW: 9}),
        ("2021年12月收到政府信息公开申请9件。", {}),
        ("自2019年以来，我局累计收到政府信息公开申请200件。", {}),
        ("全县共收到政府信息公开申请9件，其中县政府办公室收到申请4件，答复3件。", {NEW: 9}),
        ("共收到政府信息公开申请9件，其中网站收到申请4件，办结8件。", {NEW: 9, DONE: 8}),
        ("2021年以来，我局累计收到政府信息公开申请9件。", {NEW: 9}),
        ("收到政府信息公开申请9件（含补正件3件），办结8件（含上年结转件2件）。", {NEW: 9, DONE: 8}),
        ("截至2021年12月31日，收到政府信息公开申请9件。", {NEW: 9}),
        ("收到信息公开申请9件。全年办理行政复议案件15件，维持3件。", {NEW: 9}),
        (
            "因政府信息公开发生行政复议6件、行政诉讼3件。行政复议案件中，维持3件，纠正1件。",
            {
                f"{REC}.total": 6,
                f"{LIT}.total": 3,
                f"{REC}.upheld": 3,
                f"{REC}.corrected": 1,
            },
        ),
        (
            "收到信息公开申请9件，其中予以公开7件（含部分公开4件）。",
            {
                NEW: 9,
                "count.t3.disclosed_full+disclosed_partial.total": 7,
                "count.t3.disclosed_partial.total": 4,
            },
        ),
        ("收到信息公开申请9件，当场答复3件，书面答复6件。", {NEW: 9}),
        (
            "收到信息公开申请9件，同比增长12.5%。",
            {NEW: 9, "change.t3.new_requests.total": 12.5},
        ),
        ("收到信息公开申请9件。受理12345热线356件，同比增长60%。", {NEW: 9}),
        ("收到信息公开申请9件，网站访问量同比增长60%。", {NEW: 9}),
        (
            "因政府信息公开被申请行政复议和提起行政诉讼的案件分别为6件和3件。",
            {f"{REC}.total": 6, f"{LIT}.total": 3},
        ),
        ("全市共收到信息公开申请9件，其中市政府办公室收到申请3件。", {NEW: 9}),
        ("收到信息公开申请9件，其中网上申请5件，信函申请4件。", {NEW: 9}),
        ("收到信息公开申请9件，较上年增加5件。", {NEW: 9}),
        ("2020年收到政府信息公开申请5件。2021年收到政府信息公开申请9件。", {NEW: 9}),
        ("与2020年相比，共收到政府信息公开申请9件。", {NEW: 9}),
    ],
)  # fmt: skip
def test_requests(text: str, wanted: dict[str, int]) -> None:
    assert of(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "今年以来共办理依申请公开协助调查10件。",
        "市民投诉中心共受理12345热线36175件，办结34673件。",
        "共收到人大代表建议38件，政协委员提案76件，已全部办结，予以公开76件。",
        "收到行政许可申请900件，办结900件。",
        "收到近20件政府信息公开申请，20余件咨询。",
        "上半年收到政府信息公开申请5件。",
        "申请人撤回政府信息公开申请3件，补正2件。",
        "通过信函渠道收到政府信息公开申请3件。",
        "对每一件依申请公开信件逐件登记。",
        "第3件政府信息公开申请正在办理。",
        "政府信息公开申请数量同比增加5件。",
        "主动公开政府信息24079条。",
        "区政府常务会议审议15件，公开会议信息350条，占比86%。",
        "全市行政复议机关办理行政复议案件300件。",
        "公开行政复议决定书12份。",
        "未发生逾期答复政府信息公开申请的情况。",
        "没有行政诉讼败诉的案件，行政复议无一被纠正。",
        "复议后未起诉的情形另行登记，尚未审结的除外。",
        "共清理本级规范性文件4件，其中保留2件、修改1件、宣布失效1件。",
    ],
)
def test_what_is_no_claim(text: str) -> None:
    assert of(text) == {}


REQUESTS = "收到政府信息公开申请20件。"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("其中，予以公开的6件，部分公开1件。", {"disclosed_full": 6, "disclosed_partial": 1}),
        ("其中，予以公开（含部分公开）的7件。", {"disclosed_full+disclosed_partial": 7}),
        ("其中，不予公开和无法提供的3件。", {"refused+unavailable": 3}),
        ("其中6件予以公开、1件不予公开，3件本机关不掌握相关政府信息。",
         {"disclosed_full": 6, "refused": 1, "unavailable_not_held": 3}),
        ("其中予以公开6件，其他处理2件。", {"disclosed_full": 6, "other": 2}),
        ("其中予以公开6件，其他2件。", {"disclosed_full": 6, "other": 2}),
        ("其中信访举报投诉类申请3件，重复申请2件。",
         {"not_processed_petition_complaint": 3, "not_processed_duplicate": 2}),
        ("无法提供5件，其中没有现成信息需要另行制作2件。",
         {"unavailable": 5, "unavailable_requires_creation": 2}),
        ("其中1.予以公开6件；2.不予处理3件。", {"disclosed_full": 6, "not_processed": 3}),
        ("重点领域信息予以公开说明6件。", {}),
    ],
)  # fmt: skip
def test_outcomes(text: str, wanted: dict[str, int]) -> None:
    found = of(REQUESTS + text)
    assert found.pop(NEW) == 20
    assert found == {f"count.t3.{terms}.total": value for terms, value in wanted.items()}


def test_outcomes_one_a_paragraph() -> None:
    found = of("共收到政府信息公开申请9件，其中：", "1.予以公开5件；", "2.无法提供4件。")
    assert found == {NEW: 9, "count.t3.disclosed_full.total": 5, "count.t3.unavailable.total": 4}


def test_shares_follow_their_outcome_and_keep_their_places() -> None:
    text = "共收到政府信息公开申请50件，予以公开2件，占4.0%；不予处理和其他情形的占0%，答复率100%。"
    shares = [c for c in claims(text) if c.claim_code.startswith("share.")]
    assert [(c.claim_code, c.value, c.tolerance) for c in shares] == [
        ("share.t3.disclosed_full.total", Decimal("4.0"), Decimal("0.05")),
        ("share.t3.not_processed+other.total", Decimal(0), Decimal("0.5")),
    ]


ABOUT = "因政府信息公开引发的"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{ABOUT}行政复议案件共9件，其中维持7件，被依法纠错2件。",
         {f"{REC}.total": 9, f"{REC}.upheld": 7, f"{REC}.corrected": 2}),
        (f"{ABOUT}行政诉讼5件。其中，维持具体行政行为或者驳回原告诉讼请求的4件，1件尚未审结。",
         {f"{LIT}.total": 5, f"{LIT}.upheld": 4, f"{LIT}.pending": 1}),
        (f"{ABOUT}行政复议2起，行政诉讼1起。", {f"{REC}.total": 2, f"{LIT}.total": 1}),
        (f"{ABOUT}行政复议、行政诉讼案件共3件。", {f"{REC}+litigation.total": 3}),
        (f"{ABOUT}行政复议、行政诉讼各1件。", {f"{REC}.total": 1, f"{LIT}.total": 1}),
        (f"{ABOUT}行政诉讼中，未经复议直接起诉2件，复议后起诉1件。",
         {f"{LIT}_direct.total": 2, f"{LIT}_after_reconsideration.total": 1}),
        (f"{ABOUT}行政诉讼一审5件，二审3件。", {}),
    ],
)  # fmt: skip
def test_cases(text: str, wanted: dict[str, int]) -> None:
    assert of(text) == wanted


NO_REC, NO_LIT = "none.t4.reconsideration.total", "none.t4.litigation.total"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("未发生因信息公开而导致的行政复议和行政诉讼案件。", [NO_REC, NO_LIT]),
        ("无因申请公开受理行政复议、提起行政诉讼的情况。", [NO_REC, NO_LIT]),
        ("因政府信息公开引发的行政复议、行政诉讼均未发生。", [NO_REC, NO_LIT]),
        ("没有因政府信息公开被提起行政诉讼。", [NO_LIT]),
        ("2021年，我局未收到政府信息公开申请。", ["none.t3.new_requests.total"]),
        ("未收到信息公开申请，也未发生行政复议和诉讼。",
         ["none.t3.new_requests.total", NO_REC, NO_LIT]),
        ("上半年未发生行政复议。", []),
        ("2020年未发生行政复议、行政诉讼，2021年因信息公开发生行政复议6件。", [f"{REC}.total"]),
        ("各镇街均未发生因政府信息公开引发的行政诉讼。", []),
        ("通过信函渠道未收到政府信息公开申请。", []),
        ("未发生因未依法履行政府信息公开义务被提起行政诉讼的情况。", []),
        ("我局未收到公民、法人和其他组织的政府信息公开申请。", ["none.t3.new_requests.total"]),
        ("2020年未收到政府信息公开申请。", []),
    ],
)  # fmt: skip
def test_denials(text: str, wanted: list[str]) -> None:
    assert [c.claim_code for c in claims(text)] == wanted


def test_of_cases_that_are_partly_ours_the_whole_is_no_claim() -> None:
    assert not of("办理行政诉讼案件15件，其中涉及政府信息公开3件。").get(f"{LIT}.total")
    assert of("因信息公开引起行政诉讼15件，其中维持3件。")[f"{LIT}.total"] == 15


def test_outcomes_of_requests_on_a_subject_are_no_totals() -> None:
    subject = "其中，土地类申请予以公开8件、不予公开2件；财政类申请予以公开7件、不予公开1件。"
    assert of(REQUESTS, subject) == {NEW: 20}


def test_shares_told_by_their_order_alone_are_no_claims() -> None:
    text = "予以公开15件、部分公开4件，占比分别为39.5%、10.5%。"
    assert not [c for c in claims(REQUESTS, text) if c.claim_code.startswith("share.")]


def test_the_own_level_of_an_area_is_not_the_area() -> None:
    found = claims("全市共收到政府信息公开申请9件。", "其中，市本级收到政府信息公开申请4件。")
    assert [(c.claim_code, c.value, c.scope) for c in found] == [
        (NEW, 9, "aggregate"),
        (NEW, 4, "own"),
    ]


def test_what_is_said_of_all_requests_is_not_stated_outright() -> None:
    found = claims("全年办理依申请公开4件，均不属于本行政机关公开范围。")
    assert [(c.claim_code, c.value, c.is_stated) for c in found] == [
        (HANDLED, 4, True),
        ("none.t3.disclosed_full.total", 0, False),
        ("none.t3.disclosed_partial.total", 0, False),
    ]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("2021年，全市共收到政府信息公开申请9件。", "aggregate"),
        ("区政府及各部门共收到政府信息公开申请9件。", "aggregate"),
        ("在推进全市公开工作中，我局收到政府信息公开申请9件。", "own"),
        ("市政府办公室收到政府信息公开申请9件。", "own"),
        ("共收到政府信息公开申请9件。", "unknown"),
    ],
)
def test_whose_figures(text: str, scope: Scope) -> None:
    assert [c.scope for c in claims(text)] == [scope]


@pytest.mark.parametrize(
    "text",
    ["收到政府信息公开申请件。", "收到政府信息公开申请1 7件。", "收到信息公开申请共件，办理顺利。"],
)
def test_a_damaged_figure_is_a_claim_without_value(text: str) -> None:
    assert of(text) == {NEW: None}


def test_marks_of_notes_never_become_digits() -> None:
    assert of("收到政府信息公开申请12²件。") == {}
    assert of("①收到政府信息公开申请12件。") == {NEW: 12}


def test_a_sentence_torn_by_a_page_is_read_whole_and_keeps_its_place() -> None:
    (found,) = claims(
        "一年来工作平稳有序，" + "全市各级行政机关共收到政府信息公", "- 3 -", "开申请529件。"
    )
    assert (found.claim_code, found.value, found.place.path) == (NEW, 529, "L4")
    assert found.sentence.endswith("共收到政府信息公开申请529件。")


def test_digits_on_both_sides_of_a_tear_are_no_number() -> None:
    assert of("全市各级行政机关在这一年里一共收到政府信息公开申请52", "9件。").get(NEW) is None


@pytest.mark.parametrize(
    ("text", "layout", "wanted"),
    [
        ("政府采购项目数量129宗，采购总金额16671万元。", 2019,
         {"count.t2.central_procurement.procurement_projects": 129,
          "count.t2.central_procurement.procurement_amount": 16671}),
        ("全年制发规范性文件8件。", 2021, {"count.t2.normative_documents.issued_in_year": 8}),
        ("全年制发规范性文件8件。", 2019, {"count.t2.normative_documents.produced_in_year": 8}),
        ("行政事业性收费180000元。", 2021, {"count.t2.admin_fees.fee_amount": 18}),
        ("行政事业性收费180000元。", 2019, {}),
        ("退还行政事业性收费8000元。", 2021, {}),
        ("通过信用平台公示行政处罚决定38件、行政许可决定1200件。", 2021, {}),
        ("作出行政处罚决定38件、行政许可决定1200件。", 2021,
         {"count.t2.admin_penalty.decisions": 38, "count.t2.admin_license.decisions": 1200}),
        ("2021年12月份作出行政处罚决定4件。", 2021, {}),
    ],
)  # fmt: skip
def test_table_two(text: str, layout: int, wanted: dict[str, int]) -> None:
    assert of(text, layout=layout) == wanted


def lists(text: str) -> list[list[int]]:
    found: dict[int, list[int]] = {}
    for claim in claims(text):
        if claim.list_no is not None and claim.value is not None:
            found.setdefault(claim.list_no, []).append(int(claim.value))
    return list(found.values())


def test_only_complete_enumerations_are_taken() -> None:
    assert lists("公开信息9条，其中网站公开4条、其他方式5条。") == [[9, 4, 5]]
    assert lists("公开信息9条。其中，网站公开4条、其它类5条。") == [[9, 4, 5]]
    assert lists("收到代表建议、委员提案9件，其中代表建议4件，委员提案5件。") == [[9, 4, 5]]
    assert lists("公开信息689条，其中住房类315条，就业类92条。") == []
    listed = "，其中住房类4条、其他5条"
    assert lists(f"公开信息9条{listed}；更新栏目3条。") == [[9, 4, 5]]
    assert lists("公开信息9条，其中网站4条（含解读2条）、其他5条。") == [[9, 4, 5]]
    assert lists(f"公开信息8条{listed}；更新栏目3条。") == [[8, 4, 5, 3]]
    assert (
        lists("共收到政府信息公开申请9件（包括上年结转1件），其中予以公开4件，其他处理4件。") == []
    )


def test_change_against_last_year_is_signed() -> None:
    text = "共收到政府信息公开申请9件，同比下降13.3%。"
    change = next(c for c in claims(text) if c.claim_code.startswith("change."))
    assert (change.claim_code, change.value) == ("change.t3.new_requests.total", Decimal("-13.3"))


def test_prose_around_the_tables_is_read_and_their_cells_are_not() -> None:
    blocks = [
        "一、总体情况",
        "无。",
        "三、收到和处理政府信息公开申请情况",
        "一、本年新收政府信息公开申请数量",
        "10",
    ]
    blocks += [
        "全年共收到政府信息公开申请10件。",
        "四、政府信息公开行政复议、行政诉讼情况",
        "未发生行政诉讼。",
    ]
    sketch = outline([Paragraph(text, Place()) for text in blocks])
    assert [c.claim_code for c in figure_claims(sketch, 2021, 2021)] == [NEW, NO_LIT]


@pytest.mark.parametrize(
    "text", ["", "件" * 5000, "9件" * 2000, "(" * 3000 + "9件", "收到申请" * 2000 + "9件。"]
)
def test_hostile_prose_ends(text: str) -> None:
    claims(text)
