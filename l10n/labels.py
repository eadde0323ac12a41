"""The few lines that the tool itself puts into an article, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from l10n.locales import fallbacks, long_date

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

_MACHINE = {
    "af": "Masjienvertaling",
    "ar": "ترجمة آلية",
    "bg": "Машинен превод",
    "bn": "যান্ত্রিক অনুবাদ",
    "ca": "Traducció automàtica",
    "cs": "Strojový překlad",
    "da": "Maskinoversættelse",
    "de": "Maschinelle Übersetzung",
    "el": "Αυτόματη μετάφραση",
    "en": "Machine translation",
    "eo": "Maŝintraduko",
    "es": "Traducción automática",
    "et": "Masintõlge",
    "eu": "Itzulpen automatikoa",
    "fa": "ترجمهٔ ماشینی",
    "fi": "Konekäännös",
    "fr": "Traduction automatique",
    "gl": "Tradución automática",
    "he": "תרגום מכונה",
    "hi": "मशीनी अनुवाद",
    "hr": "Strojni prijevod",
    "hu": "Gépi fordítás",
    "id": "Terjemahan mesin",
    "it": "Traduzione automatica",
    "ja": "機械翻訳",
    "ko": "기계 번역",
    "lt": "Mašininis vertimas",
    "lv": "Mašīntulkojums",
    "nb": "Maskinoversettelse",
    "nl": "Machinevertaling",
    "oc": "Traduccion automatica",
    "pl": "Tłumaczenie maszynowe",
    "pt": "Tradução automática",
    "ro": "Traducere automată",
    "ru": "Машинный перевод",
    "sk": "Strojový preklad",
    "sl": "Strojni prevod",
    "sr": "Машински превод",
    "sr-Latn": "Mašinski prevod",
    "sv": "Maskinöversättning",
    "sw": "Tafsiri ya mashine",
    "th": "การแปลด้วยเครื่อง",
    "tr": "Makine çevirisi",
    "uk": "Машинний переклад",
    "vi": "Bản dịch máy",
    "zh": "机器翻译",
    "zh-Hant": "機器翻譯",
}

_CORRECTION = {
    "af": "{} – Regstelling: ’n vroeër weergawe van hierdie teks het ’n fout bevat.",
    "ar": "{} – تصويب: احتوت نسخة سابقة من هذا النص على خطأ.",
    "bg": "{} – Поправка: по-ранна версия на този текст съдържаше грешка.",
    "bn": "{} – সংশোধনী: এই লেখার আগের সংস্করণে একটি ভুল ছিল।",
    "ca": "{} – Correcció: una versió anterior d’aquest text contenia un error.",
    "cs": "{} – Oprava: dřívější verze tohoto textu obsahovala chybu.",
    "da": "{} – Rettelse: en tidligere version af denne tekst indeholdt en fejl.",
    "de": "{} – Berichtigung: Eine frühere Fassung dieses Textes enthielt einen Fehler.",
    "el": "{} – Διόρθωση: μια προηγούμενη έκδοση αυτού του κειμένου περιείχε ένα λάθος.",
    "en": "{} – Correction: an earlier version of this text contained an error.",
    "eo": "{} – Korekto: pli frua versio de ĉi tiu teksto enhavis eraron.",
    "es": "{} – Corrección: una versión anterior de este texto contenía un error.",
    "et": "{} – Parandus: selle teksti varasemas versioonis oli viga.",
    "eu": "{} – Zuzenketa: testu honen aurreko bertsio batek akats bat zuen.",
    "fa": "{} – اصلاحیه: نسخهٔ پیشین این متن یک خطا داشت.",
    "fi": "{} – Oikaisu: tämän tekstin aiemmassa versiossa oli virhe.",
    "fr": "{} – Rectificatif\u00a0: une version antérieure de ce texte contenait une erreur.",
    "gl": "{} – Corrección: unha versión anterior deste texto contiña un erro.",
    "he": "{} – תיקון: בגרסה קודמת של טקסט זה נפלה טעות.",
    "hi": "{} – सुधार: इस लेख के पिछले संस्करण में एक ग़लती थी।",
    "hr": "{} – Ispravak: ranija verzija ovog teksta sadržavala je pogrešku.",
    "hu": "{} – Helyesbítés: a szöveg egy korábbi változata hibát tartalmazott.",
    "id": "{} – Ralat: versi sebelumnya dari teks ini memuat kesalahan.",
    "it": "{} – Rettifica: una versione precedente di questo testo conteneva un errore.",
    "ja": "{} – 訂正：この記事の以前の版に誤りがありました。",
    "ko": "{} – 정정: 이 글의 이전 판에 오류가 있었습니다.",
    "lt": "{} – Pataisymas: ankstesnėje šio teksto versijoje buvo klaida.",
    "lv": "{} – Labojums: šī teksta agrākā versijā bija kļūda.",
    "nb": "{} – Rettelse: en tidligere versjon av denne teksten inneholdt en feil.",
    "nl": "{} – Correctie: een eerdere versie van deze tekst bevatte een fout.",
    "oc": "{} – Correccion: una version anteriora d’aqueste tèxte conteniá una error.",
    "pl": "{} – Sprostowanie: wcześniejsza wersja tego tekstu zawierała błąd.",
    "pt": "{} – Correção: uma versão anterior deste texto continha um erro.",
    "ro": "{} – Erată: o versiune anterioară a acestui text conținea o eroare.",
    "ru": "{} – Исправление: в более ранней версии этого текста была ошибка.",
    "sk": "{} – Oprava: skoršia verzia tohto textu obsahovala chybu.",
    "sl": "{} – Popravek: prejšnja različica tega besedila je vsebovala napako.",
    "sr": "{} – Исправка: ранија верзија овог текста садржала је грешку.",
    "sr-Latn": "{} – Ispravka: ranija verzija ovog teksta sadržala je grešku.",
    "sv": "{} – Rättelse: en tidigare version av denna text innehöll ett fel.",
    "sw": "{} – Sahihisho: toleo la awali la maandishi haya lilikuwa na kosa.",
    "th": "{} – แก้ไข: ข้อความนี้ฉบับก่อนหน้ามีข้อผิดพลาด",
    "tr": "{} – Düzeltme: bu metnin önceki bir sürümünde hata vardı.",
    "uk": "{} – Виправлення: попередня версія цього тексту містила помилку.",
    "vi": "{} – Đính chính: một phiên bản trước của bài viết này có sai sót.",
    "zh": "{} – 更正：本文较早的版本有误。",
    "zh-Hant": "{} – 更正：本文較早的版本有誤。",
}


def draft(locale: str) -> str:
    """The line that labels a draft, in the locale's language; in English where we have no words for it."""
    return _words(_DRAFT, locale)


def machine(locale: str) -> str:
    """The line that says that a machine translated, in the locale's language or else in English."""
    return _words(_MACHINE, locale)


def correction(locale: str, day: date) -> str:
    """The note that a page was corrected on this day, in the locale's language or else in English."""
    tag = locale if any(tag in _CORRECTION for tag in fallbacks(locale)) else "en"
    return _words(_CORRECTION, tag).format(long_date(tag, day))


def _words(table: Mapping[str, str], locale: str) -> str:
    return next((table[tag] for tag in fallbacks(locale) if tag in table), table["en"])
