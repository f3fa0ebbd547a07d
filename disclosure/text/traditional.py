"""Traditional characters to simplified ones, in documents that are written in them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from disclosure.text.offsets import Traced

if TYPE_CHECKING:
    from opencc import OpenCC

# Frequent in reports, each with its simplified form below it; no pair whose simplified form traditional text uses too.
TRADITIONAL_ONLY = (
    "務開關報會國與為產發實區縣鄉鎮來時們這對經業動進過種機權體處辦應結單條項門問題領導組織議選達錄網頁電訊據數萬億"
    "總計劃規標憲專隊營運輸壓層級協調監審評質優勢環節約險護驗檢測試點線積極參見觀聽說話語譯讀寫書圖館廳廣場灣歷師"
    "學習訓練訪談復訴訟請個員費長無歸屬屆決"
)
SIMPLIFIED_ONLY = (
    "务开关报会国与为产发实区县乡镇来时们这对经业动进过种机权体处办应结单条项门问题领导组织议选达录网页电讯据数万亿"
    "总计划规标宪专队营运输压层级协调监审评质优势环节约险护验检测试点线积极参见观听说话语译读写书图馆厅广场湾历师"
    "学习训练访谈复诉讼请个员费长无归属届决"
)
_TRADITIONAL = re.compile(f"[{TRADITIONAL_ONLY}]")
_SIMPLIFIED = re.compile(f"[{SIMPLIFIED_ONLY}]")

# t2s makes 干 (dry) of 乾, which the names of these places keep: 乾县, 乾安县, 乾务镇, 乾潭镇, 乾州 …
_NAMES_WITH_QIAN = re.compile("乾(?=[县縣安务務元潭州江溪佑西洲])")

# forms of place names that s2t writes and t2s does not take back
_NAMES_LEFT = {"濬县": "浚县", "澂江": "澄江"}


def simplify(traced: Traced) -> bool:
    """Turns the text into simplified characters where it is a traditional one; True where it was.

    Traditional is what has more characters that only traditional text uses than characters that only simplified uses.
    """
    text = traced.text
    if not _TRADITIONAL.search(text):
        return False
    if len(_TRADITIONAL.findall(text)) <= len(_SIMPLIFIED.findall(text)):
        return False
    simplified = _converter().convert(text)
    if len(simplified) != len(text):
        simplified = "".join(map(_simplified_character, text))
    if _NAMES_WITH_QIAN.search(text):
        characters = list(simplified)
        for name in _NAMES_WITH_QIAN.finditer(text):
            characters[name.start()] = "乾"
        simplified = "".join(characters)
    for left, name in _NAMES_LEFT.items():
        simplified = simplified.replace(left, name)
    traced.text = simplified
    return True


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


@lru_cache(maxsize=8192)
def _simplified_character(character: str) -> str:
    simplified = _converter().convert(character)
    return simplified if len(simplified) == 1 else character
