package dev.connectorproxy.scaffold;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectNameTest {
    @ParameterizedTest
    @CsvSource({
        "acme, acme, Acme",
        "acme-bank, acmebank, AcmeBank",
        "bank24-eu-2, bank24eu2, Bank24Eu2",
        "new-york, newyork, NewYork"
    })
    void leadsToNamesInJava(String text, String packageName, String typeName) {
        var name = new ProjectName(text);

        assertThat(name.packageName(), is(packageName));
        assertThat(name.typeName(), is(typeName));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Acme",
                "acme_bank",
                "acme.bank",
                "-acme",
                "acme-",
                "a--b",
                "2b",
                "é",
                "../a",
                "a b",
                "a\n"
            })
    void consistsOfLowerCaseLettersDigitsAndDashes(String text) {
        assertThat(refusal(text), startsWith("a name begins with a lower-case letter"));
    }

    @Test
    void hasAtMostFortyCharacters() {
        assertThat(new ProjectName("a".repeat(40)).text().length(), is(40));
        assertThat(refusal("a".repeat(41)), startsWith("a name begins with a lower-case letter"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"int", "new", "true", "package"})
    void isNoReservedWordOfJava(String text) {
        assertThat(
                refusal(text),
                is(text + " is a reserved word of Java, which no package can be named after"));
    }

    private static String refusal(String text) {
        return assertThrows(SettingsException.class, () -> new ProjectName(text)).getMessage();
    }
}
