package dev.connectorproxy.typeahead;

import dev.connectorproxy.complexity.HostileInput;
import dev.connectorproxy.complexity.LinearTime;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Sources of suggestions and queries cost CPU time at most linear in their length.
class TypeaheadComplexityTest {
    @Test
    void jsonOfASource() {
        LinearTime.assertFor(
                HostileInput.ofJson(
                        "{\"a\":[{\"§\":\"§\",«\"k№\":\"v\"»,\"n\":¤},«{\"name\":\"x№\"}»]}"),
                text -> {
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    SuggestionParser.parseJson(bytes, "/a")
                            .ifPresent(array -> Suggestion.ofArray(array, List.of()));
                });
    }

    @Test
    void csvOfASource() {
        var inputs =
                List.of(
                        "a,b\n§,\"§\"\n§",
                        "a§,b\nc,d",
                        "a,b\n«c№,d\nx»",
                        "«a№»\n«b»",
                        "a\n\"«b\"\"»\"");
        for (var template : inputs) {
            LinearTime.assertFor(
                    HostileInput.ofText(template),
                    text ->
                            Suggestion.ofArray(
                                    SuggestionParser.parseCsv(
                                            text.getBytes(StandardCharsets.UTF_8)),
                                    List.of()));
        }
    }

    @Test
    void queries() {
        LinearTime.assertFor(
                HostileInput.ofText("prefix=§&§&limit=§&«a&b»"),
                text -> {
                    var prefixes = Lookup.of(text).prefixes();
                    prefixes.forEach(CaseFolding::fold);
                });
    }
}
