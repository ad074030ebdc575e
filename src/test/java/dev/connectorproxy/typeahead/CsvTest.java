package dev.connectorproxy.typeahead;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    static Stream<Arguments> examples() {
        return Stream.of(
                Arguments.of("", List.of()),
                Arguments.of("a,b\r\nc,d\r\n", List.of(List.of("a", "b"), List.of("c", "d"))),
                Arguments.of("a,b\nc,d", List.of(List.of("a", "b"), List.of("c", "d"))),
                Arguments.of("a, b ,\n", List.of(List.of("a", " b ", ""))),
                Arguments.of(",", List.of(List.of("", ""))),
                Arguments.of("a\n\n\r\nb", List.of(List.of("a"), List.of("b"))),
                Arguments.of("\"a,b\",\"c\r\nd\"", List.of(List.of("a,b", "c\r\nd"))),
                Arguments.of("\"a \"\"b\"\"\",\"\"\n", List.of(List.of("a \"b\"", ""))),
                Arguments.of("\"\"\"\"", List.of(List.of("\""))),
                Arguments.of("a\"b,c", List.of(List.of("a\"b", "c"))),
                Arguments.of("a\rb,c\r", List.of(List.of("a"), List.of("b", "c"))),
                Arguments.of("\"\"\n\"a\nb\"", List.of(List.of(""), List.of("a\nb"))),
                Arguments.of("a;b\r\nc;d,e", List.of(List.of("a", "b"), List.of("c", "d,e"))),
                Arguments.of("a\tb\nc\t;", List.of(List.of("a", "b"), List.of("c", ";"))),
                Arguments.of("a|b\nc|d", List.of(List.of("a", "b"), List.of("c", "d"))),
                Arguments.of("\"a,1\";b\nc;d", List.of(List.of("a,1", "b"), List.of("c", "d"))),
                Arguments.of(
                        "a;b,c;d\n1;2;3",
                        List.of(List.of("a", "b,c", "d"), List.of("1", "2", "3"))),
                Arguments.of("a\nb;c", List.of(List.of("a"), List.of("b;c"))),
                Arguments.of("sep=;\r\na;b,c,d", List.of(List.of("a", "b,c,d"))),
                Arguments.of("é,東京", List.of(List.of("é", "東京"))));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @MethodSource("examples")
    void readsLinesAndFields(String text, List<List<String>> lines) {
        assertThat(Csv.parse(text), is(lines));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a", "\"a\"\"", "a,\"b\nc", "\"a\nend", "\"a\"b,c", "\"a\" ,b"})
    void refusesQuotesThatDoNotMatch(String text) {
        assertThrows(IllegalArgumentException.class, () -> Csv.parse(text));
    }
}
