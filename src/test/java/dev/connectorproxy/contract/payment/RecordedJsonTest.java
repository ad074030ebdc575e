package dev.connectorproxy.contract.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedJsonTest {
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    {"a": 1} | {"a": 1} | ``
                    {"a": 1, "b": null} | {"b": null, "a": 1} | ``
                    {"a": 1} | {"a": 2} | a: recorded 1, now 2
                    {"a": 1.10} | {"a": 1.1} | a: recorded 1.10, now 1.1
                    {"a": 123456789012345678901} | {"a": 123456789012345678902} | a: recorded 123456789012345678901, now 123456789012345678902
                    {"a": "***"} | {"a": 17} | ``
                    {"a": "x***"} | {"a": "xyz"} | ``
                    {"a": "x***"} | {"a": 1} | a: recorded "x***", now 1
                    {"a": {"b": true}} | {"a": {"b": null}} | a.b: recorded true, now null
                    {"a": 1} | {} | a: recorded 1, now absent
                    {} | {"a": 1} | a: not recorded, now 1
                    {"of ***": 1, "of a": 2} | {"of s3cret": 1, "of a": 2} | ``
                    {"of ***": 1} | {"of s3cret": 2} | of ***: recorded 1, now 2
                    {"rows": [1, 2]} | {"rows": [1]} | rows: recorded 2, now 1
                    {"rows": [{"reference": "p-1", "n": 1}]} | {"rows": [{"reference": "p-1", "n": 2}]} | rows[0] (p-1).n: recorded 1, now 2
                    "RATE_LIMITED" | {"rows": []} | result: recorded "RATE_LIMITED", now {"rows":[]}
                    """)
    void theFirstDifferenceIsNamed(String recorded, String now, String difference) {
        var found = RecordedJson.difference("", FullWalk.read(recorded), FullWalk.read(now));

        assertThat(found.orElse(""), is(difference));
    }
}
