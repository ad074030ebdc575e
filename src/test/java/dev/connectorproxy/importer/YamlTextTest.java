package dev.connectorproxy.importer;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.settings.YamlNode;
import dev.connectorproxy.settings.YamlReader;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "two words",
                "GET /a/{id}?x=1",
                "a: b",
                "a:b",
                "- item",
                "#no",
                "a #b",
                "true",
                "No",
                "12",
                "1.5",
                "null",
                "~",
                "",
                " spaces ",
                "it's",
                "'quoted'",
                "\"double\"",
                "back\\slash",
                "line\nbreak",
                "tab\t",
                "[a, b]",
                "{a}",
                "$top",
                "@at",
                "*star",
                "&and",
                "!tag",
                "%",
                "`tick`",
                "|",
                ">",
                "a,b",
                "é ü",
                "日本",
                "\u0001",
                "\u2028",
                "ends:",
                "?",
                "2026-01-31",
                "0x1F",
                "1_000",
                "https://example.com/a?b=c",
                "😀",
                "---",
                ".inf",
                "=",
                "<<",
                "a\u00a0b"
            })
    void writesEveryTextSoThatItIsReadBack(String text) {
        var yaml =
                "a: %s\nb: %s\nc: %s\n"
                        .formatted(
                                YamlText.scalar(text),
                                YamlText.list(List.of(text, "x"), 4),
                                YamlText.mapping(Map.of("k", text)));

        var json =
                ((YamlNode.Mapping) YamlReader.read("test", yaml).orElseThrow())
                        .toJson()
                        .asJsonObject();

        assertThat(yaml, json.getString("a"), is(text));
        assertThat(yaml, json.getJsonArray("b").getString(0), is(text));
        assertThat(yaml, json.getJsonObject("c").getString("k"), is(text));
    }

    @Test
    void quotesOnlyWhatMustBe() {
        assertThat(YamlText.scalar("Issues, branches"), is("\"Issues, branches\""));
        assertThat(YamlText.scalar("issues/create"), is("issues/create"));
        assertThat(
                YamlText.scalar("https://docs.example.com/rest"),
                is("https://docs.example.com/rest"));
    }

    @Test
    void breaksLongLists() {
        var list = YamlText.list(Collections.nCopies(30, "parameter"), 4);

        assertThat(list.lines().allMatch(line -> line.length() <= 120), is(true));
        assertThat(list.lines().count(), is(3L));
    }

    @Test
    void writesTheLineBreaksOfACommentAsSpaces() {
        assertThat(
                YamlText.comment("a\nserver: b\u0085c: d\u2028e: f", 2),
                is("  # a server: b c: d e: f\n"));
    }
}
