package dev.connectorproxy.connector.http;

import dev.connectorproxy.contract.CommandContract;
import dev.connectorproxy.spi.ConnectorProvider;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class HttpContractTest extends CommandContract {
    @Override
    protected ConnectorProvider provider() {
        return new HttpConnector();
    }

    @Override
    protected Map<String, String> samples() {
        return Stream.of("Get", "Head", "Post", "Put", "Patch", "Delete")
                .flatMap(it -> Stream.of(it + "Request", it + "RequestV2"))
                .collect(
                        Collectors.toMap(
                                Function.identity(),
                                _ -> "{\"url\": \"https://api.example.com/a?b=c\"}"));
    }
}
