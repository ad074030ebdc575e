package dev.connectorproxy.federation;

import dev.connectorproxy.catalogue.CommandId;
import dev.connectorproxy.catalogue.Invocation;
import dev.connectorproxy.catalogue.InvocationResult;
import dev.connectorproxy.catalogue.RemoteCommand;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;

/// A command of a peer.
///
/// @param name its id at the peer
/// @param id its id in this proxy
/// @param entry its entry in the list of the peer
record PeerCommand(Peer peer, String name, CommandId id, JsonObject entry)
        implements RemoteCommand {
    private static final JsonProvider JSON = JsonProvider.provider();

    static PeerCommand of(Peer peer, String name, JsonObject entry) {
        var id = CommandId.parse(peer.settings().prefix() + name);
        return new PeerCommand(peer, name, id, entry);
    }

    @Override
    public JsonObject listing() {
        if (peer.settings().prefix().isEmpty()) {
            return entry;
        }
        var listing = JSON.createObjectBuilder();
        entry.forEach(listing::add);
        return listing.add("id", id.toString()).build();
    }

    @Override
    public String target(Arguments arguments) {
        return "peer " + peer.settings().name();
    }

    /// @throws ConnectorException what [PeerClient#send] throws; `ProxyOverloaded`, `JSONDecodeError`
    @Override
    public InvocationResult invoke(Invocation invocation, Call call) {
        var forwarded = invocation.toForwardedRequest(peer.settings().forwardTaskData());
        try {
            return peer.forwarder().forward(name, forwarded, call);
        } catch (InterruptedException e) {
            throw new ConnectorException(
                    ErrorCode.READ_TIMEOUT, "the call did not end within its deadline", e);
        }
    }
}
