package com.example.hello;

import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.toolkit.ConnectorSettings;
import java.util.List;

/// The connector `hello`. Its one setting is `connectors.hello.greeting`, by default `Good day`.
public final class HelloConnector implements ConnectorProvider {
    @Override
    public String name() {
        return "hello";
    }

    @Override
    public List<Command> commands(ConnectorContext context) {
        var greeting =
                ConnectorSettings.read(
                        context.settings(),
                        settings -> settings.text("greeting").orElse("Good day"));
        return List.of(new Greet(greeting));
    }
}
