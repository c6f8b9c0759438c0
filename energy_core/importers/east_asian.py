"""Encodings of Chinese, Japanese and Korean of two bytes a sign: the one that makes common signs of a text.

References
----------
WHATWG, Encoding Standard, https://encoding.spec.whatwg.org/#legacy-multi-byte-chinese-(simplified)-encoders
"""

from __future__ import annotations

import re
from typing import Final

FEWEST: Final = 2
"""So many different common signs at least; two bytes of another text make one of them now and then."""

SHARE: Final = 0.5
"""Of the different signs of a text so many are common ones; of what a wrong encoding makes, one in forty."""

_JAPANESE: Final = (
    "一二三四五六七八九十百千万円年月日時分秒間週曜土火水木金平休祝夜昼朝夏冬春秋季節開始終了期日付刻使用量電気力"
    "料金額計合平均最大小値単位契約種別番号客様名前住所地点供給受販売買発消費需要家庭世帯太陽光蓄池燃調整費再"
    "エ基本従段階割引税込請求書明細内訳確認実績予測検針表示今前次毎月別当自動車充放送系統余剰低高圧動力灯線"
)
_SIMPLIFIED: Final = (
    "一二三四五六七八九十百千万瓦元年月日时分秒间周星期日起始结束止开用电量度数能力费金额价合总计平均最大小值单位"
    "户号名称地址客表编合同类型峰谷尖平段阶梯正反向有无功率示数读抄本上次下发购售网消耗供应家庭居民光伏太阳充储"
    "池实际估状态备注账详情查询导出报表明细序号区县市省路街楼室公司国"
)
_TRADITIONAL: Final = (
    "一二三四五六七八九十百千萬瓦元年月日時分秒間週星期起始結束止開用電量度數能力費金額價合總計平均最大小值單位"
    "戶號名稱地址客表編同類型尖峰離半谷段階正反向有無功率示讀抄本上次下發購售網消耗供應家庭住宅太陽充儲池實際"
    "估狀態備註帳詳情查詢匯出報明細序區縣市省路街樓室公司台灣"
)
_KOREAN: Final = (
    "일이삼사오육칠팔구십백천만원년월시분초간주요화수목금토기작종료사용량전력기요금액계합평균최대소값단위고객번호"
    "이름주소지점계약종별검침당전누적유효무효피크부하경중송수발태양광상업가정세대내역명조회날짜자별현황실적예상"
    "절감탄소배출구역호동로길시도군읍면리아파트한국공사"
)
_KANA: Final = re.compile(r"[ぁ-ゖァ-ヺー]")
_MARKS: Final = re.compile("[\u3000-\u303f\uff01-\uff60\uff61-\uffef\u2000-\u23ff℃]")
"""Brackets, blanks and figures of full width, which say nothing of the language; half-width kana too."""

_ENCODINGS: Final = (
    ("cp932", frozenset(_JAPANESE)),
    ("euc_jp", frozenset(_JAPANESE)),
    ("gb18030", frozenset(_SIMPLIFIED)),
    ("big5hkscs", frozenset(_TRADITIONAL)),
    ("cp949", frozenset(_KOREAN)),
)


def east_asian(content: bytes, *, whole: bool) -> str | None:
    """The encoding of a text of signs; None: it is in none of them.

    whole : whether the text ends here; else its last sign may be cut in two.
    """
    shares = {encoding: _share(content, encoding, known, whole=whole) for encoding, known in _ENCODINGS}
    best = max(shares, key=lambda encoding: shares[encoding])
    return best if shares[best] >= SHARE else None


def _share(content: bytes, encoding: str, known: frozenset[str], *, whole: bool) -> float:
    """Which share of its different signs are common in the language."""
    text = _decoded(content, encoding, whole=whole)
    signs = {sign for sign in text or "" if not sign.isascii() and not _MARKS.match(sign)}
    japanese = encoding in ("cp932", "euc_jp")
    common = sum(sign in known or (japanese and _KANA.match(sign) is not None) for sign in signs)
    return common / len(signs) if common >= FEWEST else 0.0


def _decoded(content: bytes, encoding: str, *, whole: bool) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        if whole or error.end < len(content) - 1:
            return None
        return content[: error.start].decode(encoding)
