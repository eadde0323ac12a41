"""The few lines that the tool itself puts into an article, in the reader's language."""

from __future__ import annotations

from l10n.locales import fallbacks

_DRAFT = {
    "af": "Konsep – vertaling nog nie nagegaan nie",
    "ar": "مسودة – ترجمة لم تُراجع بعد",
    "bg": "Чернова – непроверен превод",
    "bn": "খসড়া – অনুবাদ এখনও পর্যালোচিত নয়",
    "ca": "Esborrany – traducció sense revisar",
    "cs": "Koncept – nezkontrolovaný překlad",
    "da": "Kladde – oversættelsen er ikke gennemgået",
    "de": "Entwurf – ungeprüfte Übersetzung",
    "el": "Προσχέδιο – μη ελεγμένη μετάφραση",
    "en": "Draft – unreviewed translation",
    "eo": "Malneto – nekontrolita traduko",
    "es": "Borrador – traducción sin revisar",
    "et": "Mustand – kontrollimata tõlge",
    "eu": "Zirriborroa – berrikusi gabeko itzulpena",
    "fa": "پیش‌نویس – ترجمهٔ بازبینی‌نشده",
    "fi": "Luonnos – tarkistamaton käännös",
    "fr": "Brouillon – traduction non relue",
    "gl": "Borrador – tradución sen revisar",
    "he": "טיוטה – תרגום שטרם נבדק",
    "hi": "मसौदा – अनुवाद की समीक्षा नहीं हुई है",
    "hr": "Nacrt – neprovjeren prijevod",
    "hu": "Vázlat – ellenőrizetlen fordítás",
    "id": "Draf – terjemahan belum ditinjau",
    "it": "Bozza – traduzione non rivista",
    "ja": "下書き – 未校閲の翻訳",
    "ko": "초안 – 검토되지 않은 번역",
    "lt": "Juodraštis – neperžiūrėtas vertimas",
    "lv": "Melnraksts – nepārbaudīts tulkojums",
    "nb": "Utkast – oversettelsen er ikke gjennomgått",
    "nl": "Concept – niet-nagekeken vertaling",
    "oc": "Esbòs – traduccion pas relegida",
    "pl": "Wersja robocza – tłumaczenie niesprawdzone",
    "pt": "Rascunho – tradução não revista",
    "pt-BR": "Rascunho – tradução não revisada",
    "ro": "Ciornă – traducere nerevizuită",
    "ru": "Черновик – непроверенный перевод",
    "sk": "Koncept – neskontrolovaný preklad",
    "sl": "Osnutek – nepregledan prevod",
    "sr": "Нацрт – непроверен превод",
    "sr-Latn": "Nacrt – neproveren prevod",
    "sv": "Utkast – ogranskad översättning",
    "sw": "Rasimu – tafsiri haijakaguliwa",
    "th": "ฉบับร่าง – คำแปลยังไม่ได้ตรวจทาน",
    "tr": "Taslak – gözden geçirilmemiş çeviri",
    "uk": "Чернетка – неперевірений переклад",
    "vi": "Bản nháp – bản dịch chưa được duyệt",
    "zh": "草稿 – 译文未经审校",
    "zh-Hant": "草稿 – 譯文未經審校",
}


def draft(locale: str) -> str:
    """The line that labels a draft, in the locale's language; in English where we have no words for it."""
    return next((_DRAFT[tag] for tag in fallbacks(locale) if tag in _DRAFT), _DRAFT["en"])
