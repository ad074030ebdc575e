package dev.connectorproxy.federation;

import dev.connectorproxy.catalogue.RemoteCommand;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import jakarta.json.Json;
import jakarta.json.JsonObject;

/// A command of a peer.
///
/// @param name its id at the peer
/// @param entry its entry in the list of the peer
record PeerCommand(Peer peer, String name, JsonObject entry) implements RemoteCommand {

    @Override
    public String id() {
        return peer.settings().prefix() + name;
    }

    @Override
    public JsonObject listing() {
        if (peer.settings().prefix().isEmpty()) {
            return entry;
        }
        var listing = Json.createObjectBuilder();
        entry.forEach(listing::add);
        return listing.add("id", id()).build();
    }

    @Override
    public boolean wantsTaskData() {
        return peer.settings().forwardTaskData();
    }

    /// @throws ConnectorException what [PeerClient#send] throws; `ProxyOverloaded`, `JSONDecodeError`
    @Override
    public Response execute(ForwardedRequest forwarded, Call call) {
        try {
            return peer.forwarder().execute(name, forwarded, call);
        } catch (InterruptedException e) {
            throw new ConnectorException(
                    ErrorCode.READ_TIMEOUT, "the call did not end within its deadline", e);
        }
    }
}
