"""Names of invented organs, as many as are needed."""

from __future__ import annotations

from itertools import product

_FIRST = (
    "云青石松南北东西长安平永清泰宁和兴文武德仁义礼信光明春秋山河海江湖溪泉林峰谷原野金银铜铁玉"
)
_SECOND = "岭榆笙泉渚川阳阴州城陵丘台关桥渡口堡寨屯湾滩岛港津浦塘堰沟坝坪坡岗岩峪峡崖洞梁塬墩埠"
_DEPARTMENTS = (
    "人民政府", "教育局", "公安局", "民政局", "司法局", "财政局", "人力资源和社会保障局",
    "自然资源局", "生态环境局", "住房和城乡建设局", "交通运输局", "水利局", "农业农村局", "商务局",
    "文化和旅游局", "卫生健康局", "应急管理局", "审计局", "市场监督管理局", "统计局", "医疗保障局",
    "信访局", "林业局", "体育局", "发展和改革局", "科学技术局", "民族宗教事务局", "退役军人事务局",
    "行政审批服务局", "城市管理局", "大数据局", "扶贫开发办公室", "地方金融监督管理局",
    "工业和信息化局", "人民防空办公室", "国有资产监督管理局", "机关事务管理局", "供销合作社",
    "气象局", "税务局", "乡村振兴局", "投资促进局", "档案局", "园林局", "海洋局", "粮食局",
    "公路局", "残疾人联合会",
)  # fmt: skip


def organ_name(number: int) -> str:
    """Return the name of an invented organ, a different one for every number."""
    counties = [a + b for a, b in product(_FIRST, _SECOND)]
    place, department = divmod(number, len(_DEPARTMENTS))
    far, near = divmod(place, len(counties))
    city = f"{_FIRST[-1 - far]}{_SECOND[0]}市"
    return f"{city}{counties[near]}{'区县'[near % 2]}{_DEPARTMENTS[department]}"


def is_government(number: int) -> bool:
    """Whether the organ is the government of its place: its report counts the others there."""
    return number % len(_DEPARTMENTS) == 0
