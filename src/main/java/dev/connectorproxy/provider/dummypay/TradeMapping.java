package dev.connectorproxy.provider.dummypay;

import dev.connectorproxy.provider.dummypay.DummypayFiles.Row;
import dev.connectorproxy.spi.payment.Conversion;
import dev.connectorproxy.spi.payment.ConversionStatus;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.Order;
import dev.connectorproxy.spi.payment.OrderDirection;
import dev.connectorproxy.spi.payment.OrderFill;
import dev.connectorproxy.spi.payment.OrderStatus;
import dev.connectorproxy.spi.payment.OrderTerms;
import dev.connectorproxy.spi.payment.OrderType;
import dev.connectorproxy.spi.payment.TimeInForce;
import java.util.Optional;

/// Maps the rows of the files to orders at an exchange and conversions.
final class TradeMapping {
    private TradeMapping() {}

    static Order order(Row row) {
        var fields = row.fields();
        return Order.of(
                        fields.requiredString("reference"),
                        fields.requiredTime("created_at"),
                        row.json())
                .as(
                        oneOf(fields, "direction", OrderDirection.values()),
                        oneOf(fields, "type", OrderType.values()),
                        oneOf(fields, "status", OrderStatus.values()))
                .withAssets(
                        fields.requiredString("source_asset"),
                        fields.requiredString("destination_asset"))
                .with(terms(fields), fill(fields))
                .between(
                        fields.string("source_account_id"), fields.string("destination_account_id"))
                .withMetadata(fields.strings("metadata"));
    }

    static Conversion conversion(Row row) {
        var fields = row.fields();
        var conversion =
                Conversion.of(
                                fields.requiredString("reference"),
                                fields.requiredTime("created_at"),
                                row.json())
                        .as(oneOf(fields, "status", ConversionStatus.values()))
                        .from(
                                fields.requiredInteger("source_amount"),
                                fields.requiredString("source_asset"))
                        .into(
                                fields.integer("destination_amount"),
                                fields.requiredString("destination_asset"))
                        .between(
                                fields.string("source_account_id"),
                                fields.string("destination_account_id"))
                        .withMetadata(fields.strings("metadata"));
        return fields.integer("fee")
                .map(fee -> conversion.withFee(fee, fields.requiredString("fee_asset")))
                .orElse(conversion);
    }

    private static OrderTerms terms(JsonFields order) {
        return new OrderTerms(
                order.string("client_order_id"),
                Optional.of(order.requiredInteger("base_quantity_ordered")),
                order.integer("limit_price"),
                order.integer("stop_price"),
                order.string("price_asset"),
                order.string("time_in_force")
                        .map(_ -> oneOf(order, "time_in_force", TimeInForce.values()))
                        .orElse(TimeInForce.UNKNOWN),
                order.time("expires_at"));
    }

    private static OrderFill fill(JsonFields order) {
        return new OrderFill(
                order.integer("base_quantity_filled"),
                order.integer("quote_amount"),
                order.string("quote_asset"),
                order.integer("fee"),
                order.string("fee_asset"),
                order.integer("average_fill_price"));
    }

    private static <E extends Enum<E>> E oneOf(JsonFields fields, String name, E[] values) {
        return DummypayMapping.oneOf(fields, name, values, Enum::name);
    }
}
