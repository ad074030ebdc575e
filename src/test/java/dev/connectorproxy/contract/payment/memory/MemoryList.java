package dev.connectorproxy.contract.payment.memory;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.toolkit.payment.ProviderRequest;
import dev.connectorproxy.toolkit.payment.Watermark;
import dev.connectorproxy.toolkit.payment.WatermarkWalk;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// A list of the server.
record MemoryList(MemoryConnector connector, String path, Call call)
        implements WatermarkWalk.Source<JsonObject> {
    private static final DateTimeFormatter TEXT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    @Override
    public List<JsonObject> page(Instant from, int page, int size) {
        var request =
                ProviderRequest.get(path)
                        .query("sort", "at:asc")
                        .query("from", TEXT.format(from.atZone(connector.mapping.zone())))
                        .query("page", page + "")
                        .query("size", size + "");
        return connector.ask(request, call).asJsonArray().getValuesAs(JsonObject.class);
    }

    @Override
    public Watermark.Key key(JsonObject row) {
        return new Watermark.Key(
                connector.mapping.time(JsonFields.ofResponse(row, "row"), "at"),
                row.getString("id"));
    }

    @Override
    public int maxPageSize() {
        return 50;
    }
}
