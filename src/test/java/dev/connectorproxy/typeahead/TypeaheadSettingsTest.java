package dev.connectorproxy.typeahead;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.settings.Settings;
import dev.connectorproxy.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeaheadSettingsTest {
    @TempDir private Path folder;

    private TypeaheadSettings read(String categories) throws IOException {
        var file =
                Files.writeString(
                        folder.resolve("my.yaml"), "typeahead: {categories: [" + categories + "]}");
        var settings = Settings.load(Optional.of(file), Map.of(), new Properties());
        return TypeaheadSettings.create(settings.root().section("typeahead"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {items: [{a: b}]}                                 | name must be 1 to 64 letters, digits, dashes or underscores
                    {name: a/b, items: [{a: b}]}                      | name must be 1 to 64 letters, digits, dashes or underscores
                    {name: a}                                         | name must go with exactly one of items, file and url
                    {name: a, items: [{a: b}], url: "http://h.example"} | name must go with exactly one of items, file and url
                    {name: a, items: [{a: {b: c}}]}                   | items.0.a.b must not be nested; a JSON file can give that
                    {name: a, items: [b]}                             | items.0 must be a section with keys below it
                    {name: a, file: /nowhere/at/all.csv}              | file must name a readable file (NoSuchFileException)
                    {name: a, file: /nowhere.xml}                     | file must name a CSV or JSON file: its name does not end in .csv or .json
                    {name: a, url: "ftp://h.example"}                 | url must be an http or https URL in ASCII, without fragment
                    {name: a, url: "http://h.example/#a"}             | url must be an http or https URL in ASCII, without fragment
                    {name: a, url: "http://h.example/ä"}              | url must be an http or https URL in ASCII, without fragment
                    {name: a, url: "http://h.example", pointer: data} | pointer must begin with a slash (RFC 6901); leave it out for the whole
                    {name: a, url: "http://h.example", cache: 30}     | cache must be a positive duration in ISO 8601, such as PT40S, from PT0.001S to P7D
                    {name: a, items: [{a: b}], cache: PT1S}           | cache must go with url
                    {name: a, items: [{a: b}], prefix-parameter: q}   | prefix-parameter must go with url
                    {name: a, items: [{a: b}]}, {name: a, items: []}  | categories must not name two categories a
                    """)
    void oneLineExplainsAnInvalidSetting(String categories, String why) {
        var failure = assertThrows(SettingsException.class, () -> read(categories));

        assertThat(failure.getMessage(), endsWith(why));
        assertThat(failure.getMessage().lines().count(), is(1L));
    }

    @Test
    void suggestionsThatAServiceFilteredAreNotFilteredAgainUnlessKeysAreNamed() throws IOException {
        var categories =
                read("""
                {name: a, url: "http://h.example", prefix-parameter: q},
                {name: b, url: "http://h.example", prefix-parameter: q, match: [n]},
                {name: c, url: "http://h.example"},
                {name: d, items: []}
                """)
                        .categories();

        assertThat(
                categories.stream().map(Category::filtered).toList(),
                is(List.of(false, true, true, true)));
    }
}
