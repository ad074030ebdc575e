package dev.connectorproxy.plugins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.ProviderContext;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The example in the package comment of the SPI for payment providers.
class PaymentProviderExampleTest extends PluginTestBase {
    private static final String HEAD =
            """
            package test.plugin;
            import dev.connectorproxy.spi.*;
            import dev.connectorproxy.spi.payment.*;
            import dev.connectorproxy.toolkit.payment.*;
            import jakarta.json.*;
            import java.util.*;
            """;
    private static final String RESPONSE =
            """
            {"accounts": [{"id": "a1", "createdAt": "2026-01-31T00:00:00Z", "name": "Main"}]}
            """;

    @Test
    void isAPluginThatFetchesAccounts() throws IOException {
        var types = example().split("(?=\\brecord BankConnector)");
        write("bank.jar", HEAD + types[0], HEAD + types[1]);
        var provider = load(directory).paymentProviders().getFirst();
        var config = Json.createObjectBuilder().add("name", "mine").add("apiKey", "s3cret").build();
        var requests = new ArrayList<HttpRequest>();
        Egress egress =
                (request, _) -> {
                    requests.add(request);
                    return new HttpResponse(
                            200, List.of(), RESPONSE.getBytes(StandardCharsets.UTF_8));
                };

        var page =
                provider.connector(
                                provider.configSchema().parse(config),
                                new ProviderContext(egress, InstantSource.system(), _ -> {}))
                        .fetchAccounts(FetchRequest.first(10), newCall());

        assertThat(page.items().getFirst().reference(), is("a1"));
        assertThat(requests.getFirst().url(), is("https://api.bank.example/v1/accounts"));
    }

    private static String example() throws IOException {
        var comment =
                Files.readString(
                        Path.of("src/main/java/dev/connectorproxy/spi/payment/package-info.java"));
        return comment.substring(comment.indexOf("```java") + 7, comment.lastIndexOf("```"))
                .replace("///", "");
    }

    private static Call newCall() {
        return new Call(
                "1",
                false,
                Optional.empty(),
                System.nanoTime() + Duration.ofSeconds(30).toNanos(),
                Call.Trail.NONE);
    }
}
