package dev.connectorproxy.devserver.schema;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTemplateTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    https://a.example/v1/accounts/acc-1/balances?limit=1      | /v1/accounts/{id}/balances
                    https://a.example/v1/accounts                             | /v1/accounts
                    https://a.example/v3/profiles/4711/transfers/              | /v3/profiles/{id}/transfers/
                    https://a.example/oauth2/token                            | /oauth2/token
                    https://a.example/c/acct_1AbC                             | /c/{id}
                    https://a.example/c/f181a7db-97ce-4af4-ad79-a93d49985108  | /c/{id}
                    https://a.example/c/external-accounts                     | /c/external-accounts
                    https://a.example/v2.1/x                                  | /v2.1/x
                    https://a.example/c/a%20b%201                             | /c/{id}
                    https://a.example                                         | /
                    not a URL                                                 | /
                    """)
    void whatIdentifiesOneObjectIsAnId(String url, String template) {
        assertThat(PathTemplate.of(url), is(template));
    }
}
