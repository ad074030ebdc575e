package dev.connectorproxy.declarative.request;

import static dev.connectorproxy.declarative.request.Operations.BASE;
import static dev.connectorproxy.declarative.request.Operations.build;
import static dev.connectorproxy.declarative.request.Operations.get;
import static dev.connectorproxy.declarative.request.Operations.header;
import static dev.connectorproxy.declarative.request.Operations.styled;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.openapi.OperationParameter.Location;
import dev.connectorproxy.openapi.OperationParameter.Style;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The table of styles in OpenAPI 3.1.1, section 4.8.12.6: `color` is `blue`, a list or an object.
class ParameterStyleTest {
    private static final String LIST = "['blue','black','brown']";
    private static final String OBJECT = "{'R':100,'G':200,'B':150}";

    @ParameterizedTest(name = "{0} {1} explode={2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    PATH   | MATRIX | false | ;color=blue | ;color=blue,black,brown             | ;color=R,100,G,200,B,150
                    PATH   | MATRIX | true  | ;color=blue | ;color=blue;color=black;color=brown | ;R=100;G=200;B=150
                    PATH   | LABEL  | false | .blue       | .blue,black,brown                   | .R,100,G,200,B,150
                    PATH   | LABEL  | true  | .blue       | .blue.black.brown                   | .R=100.G=200.B=150
                    PATH   | SIMPLE | false | blue        | blue,black,brown                    | R,100,G,200,B,150
                    PATH   | SIMPLE | true  | blue        | blue,black,brown                    | R=100,G=200,B=150
                    HEADER | SIMPLE | false | blue        | blue,black,brown                    | R,100,G,200,B,150
                    HEADER | SIMPLE | true  | blue        | blue,black,brown                    | R=100,G=200,B=150
                    QUERY  | FORM   | false | color=blue  | color=blue,black,brown              | color=R,100,G,200,B,150
                    QUERY  | FORM   | true  | color=blue  | color=blue&color=black&color=brown  | R=100&G=200&B=150
                    COOKIE | FORM   | false | color=blue  | color=blue,black,brown              | color=R,100,G,200,B,150
                    COOKIE | FORM   | true  | color=blue  | color=blue; color=black; color=brown | R=100; G=200; B=150
                    QUERY  | SPACE_DELIMITED | false | color=blue | color=blue%20black%20brown   | color=R%20100%20G%20200%20B%20150
                    QUERY  | PIPE_DELIMITED  | false | color=blue | color=blue%7Cblack%7Cbrown   | color=R%7C100%7CG%7C200%7CB%7C150
                    QUERY  | TAB_DELIMITED   | false | color=blue | color=blue%09black%09brown   | color=R%09100%09G%09200%09B%09150
                    QUERY  | PIPE_DELIMITED  | true  | color=blue | color=blue&color=black&color=brown | R=100&G=200&B=150
                    QUERY  | DEEP_OBJECT     | true  | color=blue | color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown | color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150
                    """)
    void isWrittenAsInTheTableOfTheSpecification(
            Location in, Style style, boolean explode, String text, String list, String object) {

        assertThat(written(in, style, explode, "'blue'"), is(text));
        assertThat(written(in, style, explode, LIST), is(list));
        assertThat(written(in, style, explode, OBJECT), is(object));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'a':{'b':{'c':1}}}       | color%5Ba%5D%5Bb%5D%5Bc%5D=1
                    {'a':[1,2]}               | color%5Ba%5D%5B%5D=1&color%5Ba%5D%5B%5D=2
                    {'a':[{'b':1},{'b':2}]}   | color%5Ba%5D%5B0%5D%5Bb%5D=1&color%5Ba%5D%5B1%5D%5Bb%5D=2
                    [[1],[2,3]]               | color%5B0%5D%5B%5D=1&color%5B1%5D%5B%5D=2&color%5B1%5D%5B%5D=3
                    {'a':null,'b':true}       | color%5Bb%5D=true
                    {'a b':'c&d'}             | color%5Ba%20b%5D=c%26d
                    {'a]=x&':1}               | color%5Ba%5D%3Dx%26%5D=1
                    """)
    void deepObjectsNest(String value, String expected) {
        assertThat(written(Location.QUERY, Style.DEEP_OBJECT, true, value), is(expected));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "FORM, []",
                "FORM, {}",
                "DEEP_OBJECT, []",
                "DEEP_OBJECT, {}",
                "FORM, null",
                "PIPE_DELIMITED, []",
                "DEEP_OBJECT, {'a':{}}",
                "FORM, [null]"
            })
    void nothingIsWrittenForNothing(Style style, String value) {
        var operation = get("/x", styled(Location.QUERY, "color", style, false));

        assertThat(build(operation, value).url(), is(BASE + "/x"));
    }

    @ParameterizedTest(name = "value {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    true                     | color=true
                    9007199254740993         | color=9007199254740993
                    12345678901234567890.123456789 | color=12345678901234567890.123456789
                    1.50                     | color=1.50
                    ''                       | color=
                    'a,b'                    | color=a%2Cb
                    'ü €'                    | color=%C3%BC%20%E2%82%AC
                    [{'a':1},[2]]            | color=%7B%22a%22%3A1%7D,%5B2%5D
                    [1,null,2]               | color=1,2
                    """)
    void scalarsKeepTheirText(String value, String expected) {
        assertThat(written(Location.QUERY, Style.FORM, false, value), is(expected));
    }

    private static String written(Location in, Style style, boolean explode, String value) {
        var path = in == Location.PATH ? "/x/{color}" : "/x";
        var request = build(get(path, styled(in, "color", style, explode)), value);
        return switch (in) {
            case PATH -> request.url().substring((BASE + "/x/").length());
            case QUERY -> request.url().substring((BASE + "/x?").length());
            case HEADER -> header(request, "color");
            case COOKIE -> header(request, "Cookie");
        };
    }
}
