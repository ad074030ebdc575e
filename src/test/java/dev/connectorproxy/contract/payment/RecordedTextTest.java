package dev.connectorproxy.contract.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedTextTest {
    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            quoteCharacter = '`',
            textBlock =
                    """
                    abc, abc, true
                    abc, abd, false
                    ***, ``, true
                    ***, anything, true
                    k=***, k=1, true
                    k=***, j=1, false
                    k=***&n=1, k=secret&n=1, true
                    k=***&n=1, k=secret&n=2, false
                    k=***&n=1, k=secret&n=1&m=2, false
                    ***-***, a-b, true
                    ***-***, ab, false
                    ab***ba, aba, false
                    a***b***c, aXbYc, true
                    a***b***c, aXcYb, false
                    """)
    void threeStarsMatchAnyText(String recorded, String actual, boolean matches) {
        assertThat(new RecordedText(recorded).matches(actual), is(matches));
    }
}
