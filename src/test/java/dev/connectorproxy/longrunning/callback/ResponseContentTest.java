package dev.connectorproxy.longrunning.callback;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseContentTest {
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"error_code":"a_b","message":"callback_not_found"}        | a_b
                    {"title":"a_b","status":400}                               | a_b
                    {"title":"Bad Request","error_code":"a_b"}                 | a_b
                    {"task_data":{"error_code":"x"},"n":[{}],"error_code":"a_b"} | a_b
                    {"error_code":"a_b","task_data":{"long                     | a_b
                    {"error_code":"a_b","task_data":["long                     | a_b
                    {"error_code":"a_b","task_data":{"x":"y"},                 | a_b
                    \uFEFF{"error_code":"a_b"}                                | a_b
                    {"error_code":7}                                           | ''
                    {"error_code":null}                                        | ''
                    {"task_data":{"error_code":"x"}}                           | ''
                    ["error_code","x"]                                         | ''
                    "error_code"                                               | ''
                    error_code                                                 | ''
                    {"error_code"                                              | ''
                    {                                                          | ''
                    ''                                                         | ''
                    """)
    void theErrorCodeIsThatOfTheErrorItself(String text, String code) {
        var content = new ResponseContent("application/json", text);

        assertThat(content.errorCode().orElse(""), is(code));
    }

    @Test
    void taskDataMayBeNestedDeeply() {
        var deep = "{\"error_code\":\"a_b\",\"task_data\":" + "[".repeat(20_000);

        assertThat(new ResponseContent("", deep).errorCode().orElse(""), is("a_b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ok", "{\"ok\":true}", "{\"message\":\"<html>\"}"})
    void whatEnginesRespondIsNoPage(String text) {
        assertThat(new ResponseContent("application/json", text).isPage(), is(false));
        assertThat(new ResponseContent("", text).isPage(), is(false));
    }

    @Test
    void jsonLabelledAsHtmlIsNoPage() {
        assertThat(new ResponseContent("text/html", "{\"ok\":true}").isPage(), is(false));
        assertThat(new ResponseContent("text/html", "").isPage(), is(false));
    }
}
