package dev.connectorproxy.devserver.api;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Line and column of a syntax error, as an editor shows them. In the texts, `~` is a line feed and `^` a carriage return.
class JsonErrorPositionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    x                            | 1 | 1  | false
                    {"a": x}                     | 1 | 7  | false
                    {~  "a": 1,~  "b" 2~}        | 3 | 7  | false
                    {^~  "a": 1,^~  "b" 2^~}     | 3 | 7  | false
                    {^  "a": 1,^  "b" 2^}        | 3 | 7  | false
                    {~\t\t"a": x}                | 2 | 8  | false
                    {"é😀": x}                   | 1 | 8  | false
                    {~"ü":~"😀" 2}               | 3 | 5  | false
                    {"b" 23456}                  | 1 | 6  | false
                    {"b" -1.5e+7}                | 1 | 6  | false
                    {"b" true}                   | 1 | 6  | false
                    {"b" "c\\"d"}                | 1 | 6  | false
                    {"a":1 "b":2}                | 1 | 8  | false
                    {"a":1,}                     | 1 | 8  | false
                    {"a":tru}                    | 1 | 9  | false
                    {"a":"\\q"}                  | 1 | 8  | false
                    {'a':1}                      | 1 | 2  | false
                    {"a":[1,~2,~,3]}             | 3 | 1  | false
                    {                            | 1 | 2  | true
                    {"a":1                       | 1 | 7  | true
                    {~"a":[1,~2                  | 3 | 2  | true
                    {"a"                         | 1 | 5  | true
                    {"a":"open                   | 1 | 11 | true
                    nul                          | 1 | 4  | true
                    -                            | 1 | 2  | true
                    """)
    void isThatOfTheFirstCharacterThatIsWrong(String text, int line, int column, boolean atEnd) {
        var json = text.replace('~', '\n').replace('^', '\r');

        assertThat(position(json), is(new JsonErrorPosition(line, column, atEnd)));
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "2000, 2002", "20000, 20002"})
    void isRightBeyondTheBufferOfTheParser(int members, int line) {
        var json = "{\n" + "\"käse\": 1,\n".repeat(members) + "  x}";

        assertThat(position(json), is(new JsonErrorPosition(line, 3, false)));
    }

    private static JsonErrorPosition position(String json) {
        try (var parser = JsonProvider.provider().createParser(new StringReader(json))) {
            var failure =
                    assertThrows(
                            JsonParsingException.class,
                            () -> {
                                parser.next();
                                parser.getValue();
                            });
            return JsonErrorPosition.of(json, failure);
        }
    }
}
