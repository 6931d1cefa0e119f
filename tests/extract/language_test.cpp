#include "extract/language.hpp"

#include <catch2/catch.hpp>

using namespace diplograph;

TEST_CASE("the language of a text is told by its script and its small words") {
    CHECK(language_of("The minister said on Monday that the talks with the envoy would go on in the capital.") == "en");
    CHECK(language_of("Le ministre a dit lundi que les pourparlers avec la Russie sont dans une phase difficile pour nous.") == "fr");
    CHECK(language_of("Der Minister sagte am Montag, dass die Gespr\u00e4che mit dem Gesandten nicht in der Hauptstadt sind.") == "de");
    CHECK(language_of("El ministro dijo el lunes que las conversaciones con el enviado de la ONU no son para los medios.") == "es");
    CHECK(language_of("O ministro disse na segunda-feira que as conversas com o enviado da ONU n\u00e3o foram para os jornais.") == "pt");
    CHECK(language_of("Bakan, bug\u00fcn daha sonra Moskova ile bir g\u00f6r\u00fc\u015fme i\u00e7in \u00e7ok haz\u0131r oldu\u011funu ve bu konuda da \u00e7al\u0131\u015ft\u0131klar\u0131n\u0131 s\u00f6yledi.") == "tr");
    CHECK(language_of("\u041c\u0438\u043d\u0438\u0441\u0442\u0440 \u0431\u044b\u043b \u0432 \u041c\u043e\u0441\u043a\u0432\u0435") == "ru");
    CHECK(language_of("\u041c\u0456\u043d\u0456\u0441\u0442\u0440 \u0443 \u041a\u0438\u0454\u0432\u0456") == "uk");
    CHECK(language_of("\u0648\u0632\u064a\u0631 \u0627\u0644\u062e\u0627\u0631\u062c\u064a\u0629") == "ar");
    CHECK(language_of("\u06af\u0641\u062a\u06af\u0648 \u067e\u0627\u06cc\u0627\u0646") == "fa");
    CHECK(language_of("\u5916\u4ea4\u90e8\u957f\u8bbf\u95ee\u5fb7\u9ed1\u5170") == "zh");
    CHECK(language_of("\u5916\u52d9\u5927\u81e3\u306f\u8a2a\u554f\u3057\u305f") == "ja");
    CHECK(language_of("\uc678\uad50\ubd80 \uc7a5\uad00") == "ko");
}

TEST_CASE("short texts, names and quotations stay English") {
    CHECK(language_of("Premier Briand of France attended Conference.") == "en");
    CHECK(language_of("Aldo Moro, Giulio Andreotti, Valery Giscard d'Estaing, Raul Castro, Luis Echeverria, Juan Carlos I, Olof Palme") == "en");
    CHECK(language_of("He told the group \"la lutte continue pour les droits de la France\" and then left the room with his aides.") == "en");
    CHECK(language_of("12 : 14") == "und");
}
