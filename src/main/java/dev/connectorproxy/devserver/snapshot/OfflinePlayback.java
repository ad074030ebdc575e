package dev.connectorproxy.devserver.snapshot;

import dev.connectorproxy.devserver.capture.EgressLayer;
import dev.connectorproxy.devserver.memory.ConnectorMemory;
import dev.connectorproxy.devserver.memory.CopyingMap;
import dev.connectorproxy.devserver.snapshot.NearestSnapshot.Near;
import dev.connectorproxy.secrets.SecretMask;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.ForwardingEgress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Lets connectors that are offline get their responses from their snapshots instead of the network. The same request
/// gets the responses that were recorded for it in their order, and then the last one again. Thread-safe.
public final class OfflinePlayback implements EgressLayer, ConnectorMemory {
    private static final int MAX_MISSES = 20;

    private final SnapshotStore snapshots;
    private final Function<String, SecretMask> masks;
    private final CopyingMap<String, Session> sessions = new CopyingMap<>();

    /// @param masks the mask of a connector
    public OfflinePlayback(SnapshotStore snapshots, Function<String, SecretMask> masks) {
        this.snapshots = snapshots;
        this.masks = masks;
    }

    /// A request that no snapshot is for.
    ///
    /// @param request in which secrets are masked
    record Miss(PlayedRequest request, Optional<Near> nearest) {}

    /// The playback for one connector since it went offline.
    ///
    /// @param tags those that a snapshot must have
    /// @param played how often each request was sent
    /// @param misses the latest ones
    record Session(List<String> tags, Map<PlayedRequest, Integer> played, List<Miss> misses) {}

    /// Takes a connector offline, from the first response of each request on.
    void start(String connectorId, List<String> tags) {
        sessions.change(
                all -> all.put(connectorId, new Session(List.copyOf(tags), Map.of(), List.of())));
    }

    /// Takes a connector online.
    void stop(String connectorId) {
        sessions.change(all -> all.remove(connectorId));
    }

    /// The playback for a connector; empty if it is online.
    Optional<Session> session(String connectorId) {
        return sessions.update(all -> Optional.ofNullable(all.get(connectorId)));
    }

    @Override
    public void forget(String connectorId) {
        stop(connectorId);
    }

    @Override
    public Egress over(String connectorId, Egress next) {
        return new ForwardingEgress() {
            @Override
            public Egress egress() {
                return next;
            }

            @Override
            public HttpResponse send(HttpRequest request, Call call) {
                var session = session(connectorId);
                return session.isPresent()
                        ? play(connectorId, session.get(), request)
                        : next.send(request, call);
            }
        };
    }

    private HttpResponse play(String connectorId, Session session, HttpRequest request) {
        var played = PlayedRequest.of(request, masks.apply(connectorId));
        var all = snapshots.all(connectorId, session.tags());
        var matching = all.stream().filter(one -> PlayedRequest.of(one).equals(played)).toList();
        if (matching.isEmpty()) {
            var miss = new Miss(played, NearestSnapshot.find(played, all));
            update(connectorId, current -> withMiss(current, miss));
            throw new ConnectorException(ErrorCode.EGRESS_BLOCKED, message(miss));
        }
        int before = count(connectorId, played);
        var snapshot = matching.get(Math.min(before, matching.size() - 1));
        return new HttpResponse(
                snapshot.status(), snapshot.responseHeaders(), snapshot.responseBody());
    }

    private static String message(Miss miss) {
        return "offline: no snapshot of "
                + miss.request().line()
                + miss.nearest()
                        .map(near ->
                                "; the nearest is %d: %s"
                                        .formatted(
                                                near.snapshot().number(),
                                                String.join(", ", near.differences())))
                        .orElse("");
    }

    /// How often the request was sent before.
    private int count(String connectorId, PlayedRequest request) {
        return sessions.update(all -> {
            var session = all.get(connectorId);
            if (session == null) {
                return 0;
            }
            var played = new HashMap<>(session.played());
            int before = played.merge(request, 1, Integer::sum) - 1;
            all.put(connectorId, new Session(session.tags(), played, session.misses()));
            return before;
        });
    }

    private void update(String connectorId, Function<Session, Session> change) {
        sessions.change(all -> all.computeIfPresent(connectorId, (_, one) -> change.apply(one)));
    }

    private static Session withMiss(Session session, Miss miss) {
        var misses = new ArrayList<>(session.misses());
        misses.add(miss);
        return new Session(
                session.tags(),
                session.played(),
                List.copyOf(
                        misses.subList(Math.max(0, misses.size() - MAX_MISSES), misses.size())));
    }
}
