package dev.connectorproxy;

import dev.connectorproxy.catalogue.ArgumentCheck;
import dev.connectorproxy.catalogue.CommandId;
import dev.connectorproxy.catalogue.RegisteredCommand;
import dev.connectorproxy.connection.ConnectionEgress;
import dev.connectorproxy.connection.Connections;
import dev.connectorproxy.connection.RefreshTokens;
import dev.connectorproxy.connection.TokenServices;
import dev.connectorproxy.devserver.command.CommandRuntime;
import dev.connectorproxy.proxy.CatalogueJson;
import dev.connectorproxy.proxy.Envelope;
import dev.connectorproxy.secrets.Secrets;
import dev.connectorproxy.security.Caller;
import dev.connectorproxy.security.CallerAuthenticator;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs the commands of connector files for the development server, with connections and secrets of its own, for a caller
/// who has no key. Thread-safe.
///
/// @param reload of the files, whose connectors are those of the proxy
/// @param references resolves and remembers secrets
/// @param anyone a caller without key
record DevCommands(
        ConnectorFileReload reload, Connections connections, Secrets references, Caller anyone)
        implements CommandRuntime {
    private static final String ERRORS = "errors";

    /// @param egress for requests to token endpoints
    static DevCommands create(AllSettings settings, Egress egress, ConnectorFileReload reload) {
        var secrets = new Secrets(settings.secrets(), System.getenv());
        var services = new TokenServices(egress, RefreshTokens.inMemory(), InstantSource.system());
        return new DevCommands(
                reload,
                Connections.of(settings.connections(), secrets, services),
                secrets,
                new CallerAuthenticator(settings.security(), _ -> {}).caller(Optional.empty()));
    }

    @Override
    public List<Path> directories() {
        return reload.files().directories();
    }

    @Override
    public Connectors look() {
        reload.look();
        return new Connectors(reload.files().connectors(), reload.files().problems());
    }

    @Override
    public JsonObject describe(ConnectorProvider connector, Command command) {
        var id = new CommandId(connector.name(), command.spec().name());
        var spec = connections.describe(id.toString(), command.spec(), anyone::mayUseConnection);
        return CatalogueJson.of(new RegisteredCommand(id, spec, command, connector.info()), true);
    }

    @Override
    public PreparedCommand prepare(String connector, Command command, Map<String, JsonText> sent) {
        var id = new CommandId(connector, command.spec().name()).toString();
        var own = new HashMap<>(sent);
        own.remove(ERRORS); // what it asks for concerns engines only
        var prepared = connections.prepare(id, command.spec(), anyone::mayUseConnection, own);
        var arguments = ArgumentCheck.check(prepared.spec(), prepared.sent());
        var connected = connections.wrap(id, command, arguments, anyone::mayUseConnection);
        return new PreparedCommand(
                references.wrap(connected, arguments, anyone::mayUse), arguments);
    }

    @Override
    public Egress authorized(Egress recorded) {
        return new ConnectionEgress(recorded);
    }

    @Override
    public byte[] toJson(CommandResult result) {
        return Envelope.of(result).toBytes();
    }

    @Override
    public byte[] toJson(ConnectorException failure, JsonValue body) {
        return Envelope.failed(failure, body).toBytes();
    }

    @Override
    public List<String> secrets() {
        return references.recent();
    }
}
