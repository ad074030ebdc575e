package dev.connectorproxy.typeahead;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseFoldingTest {
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "Wien, wIEN",
        "Straße, STRASSE",
        "ÖSTERREICH, österreich",
        "Москва, МОСКВА",
        "ΟΔΟΣ, οδος",
        "\u00e9, e\u0301",
        "\u00c9, e\u0301",
        "ǅ, ǆ",
    })
    void foldsCase(String one, String other) {
        assertThat(CaseFolding.fold(one), is(CaseFolding.fold(other)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"e, é", "a, b", "ı, j"})
    void keepsDifferentCharactersApart(String one, String other) {
        assertThat(CaseFolding.fold(one), is(not(CaseFolding.fold(other))));
    }
}
