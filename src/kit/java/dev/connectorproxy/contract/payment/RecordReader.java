package dev.connectorproxy.contract.payment;

import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.BankAccount;
import dev.connectorproxy.spi.payment.Conversion;
import dev.connectorproxy.spi.payment.ConversionStatus;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.Order;
import dev.connectorproxy.spi.payment.OrderDirection;
import dev.connectorproxy.spi.payment.OrderFill;
import dev.connectorproxy.spi.payment.OrderStatus;
import dev.connectorproxy.spi.payment.OrderTerms;
import dev.connectorproxy.spi.payment.OrderType;
import dev.connectorproxy.spi.payment.Other;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentReader;
import dev.connectorproxy.spi.payment.PaymentReversal;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.TimeInForce;
import dev.connectorproxy.spi.payment.Times;
import dev.connectorproxy.spi.payment.Webhook;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// Reads the records that a provider returns, and the orders and deliveries that it gets, from the JSON of the engine's
/// protocol: keys ignoring case, `null` counts as absent, unknown keys are ignored. For fixtures, and for reading back
/// what [dev.connectorproxy.spi.payment.PaymentJson] wrote.
///
/// Every method throws a [dev.connectorproxy.spi.payment.PaymentException] with
/// [dev.connectorproxy.spi.payment.PaymentError#INVALID_REQUEST], whose message names the field.
public final class RecordReader {
    private RecordReader() {}

    /// A payment.
    public static Payment payment(JsonValue json) {
        var fields = JsonFields.ofRequest(json, "payment");
        return new Payment(
                text(fields, "parentReference"),
                text(fields, "reference"),
                fields.time("createdAt").orElse(Times.ZERO),
                oneOf(fields, "type", PaymentType.values(), PaymentType::protocolName)
                        .orElse(PaymentType.UNKNOWN),
                fields.integer("amount"),
                text(fields, "asset"),
                oneOf(fields, "scheme", PaymentScheme.values(), PaymentScheme::name)
                        .orElse(PaymentScheme.UNKNOWN),
                oneOf(fields, "status", PaymentStatus.values(), PaymentStatus::name)
                        .orElse(PaymentStatus.UNKNOWN),
                fields.string("sourceAccountReference"),
                fields.string("destinationAccountReference"),
                fields.strings("metadata"),
                fields.value("raw"));
    }

    /// A balance.
    public static Balance balance(JsonValue json) {
        var fields = JsonFields.ofRequest(json, "balance");
        return new Balance(
                text(fields, "accountReference"),
                fields.time("createdAt").orElse(Times.ZERO),
                fields.integer("amount"),
                text(fields, "asset"));
    }

    /// An order at an exchange.
    public static Order order(JsonValue json) {
        var fields = JsonFields.ofRequest(json, "order");
        return new Order(
                text(fields, "reference"),
                fields.time("createdAt").orElse(Times.ZERO),
                oneOf(fields, "direction", OrderDirection.values(), OrderDirection::name)
                        .orElse(OrderDirection.UNKNOWN),
                text(fields, "sourceAsset"),
                text(fields, "destinationAsset"),
                oneOf(fields, "type", OrderType.values(), OrderType::name)
                        .orElse(OrderType.UNKNOWN),
                oneOf(fields, "status", OrderStatus.values(), OrderStatus::name)
                        .orElse(OrderStatus.UNKNOWN),
                terms(fields),
                new OrderFill(
                        fields.integer("baseQuantityFilled"),
                        fields.integer("quoteAmount"),
                        fields.string("quoteAsset"),
                        fields.integer("fee"),
                        fields.string("feeAsset"),
                        fields.integer("averageFillPrice")),
                fields.string("sourceAccountReference"),
                fields.string("destinationAccountReference"),
                fields.strings("metadata"),
                fields.value("raw"));
    }

    private static OrderTerms terms(JsonFields order) {
        return new OrderTerms(
                order.string("clientOrderId"),
                order.integer("baseQuantityOrdered"),
                order.integer("limitPrice"),
                order.integer("stopPrice"),
                order.string("priceAsset"),
                oneOf(order, "timeInForce", TimeInForce.values(), TimeInForce::name)
                        .orElse(TimeInForce.UNKNOWN),
                order.time("expiresAt"));
    }

    /// A conversion.
    public static Conversion conversion(JsonValue json) {
        var fields = JsonFields.ofRequest(json, "conversion");
        return new Conversion(
                text(fields, "reference"),
                fields.time("createdAt").orElse(Times.ZERO),
                text(fields, "sourceAsset"),
                text(fields, "destinationAsset"),
                fields.integer("sourceAmount"),
                fields.integer("destinationAmount"),
                fields.integer("fee"),
                fields.string("feeAsset"),
                oneOf(fields, "status", ConversionStatus.values(), ConversionStatus::name)
                        .orElse(ConversionStatus.UNKNOWN),
                fields.string("sourceAccountReference"),
                fields.string("destinationAccountReference"),
                fields.strings("metadata"),
                fields.value("raw"));
    }

    /// An object of a provider-specific kind.
    public static Other other(JsonValue json) {
        var fields = JsonFields.ofRequest(json, "other");
        return new Other(text(fields, "id"), fields.value("other").orElse(JsonValue.NULL));
    }

    /// A payment initiation.
    public static PaymentInitiation initiation(JsonValue json) {
        return PaymentReader.initiation(
                JsonFields.ofRequest(json, "payment initiation"), Times.ZERO);
    }

    /// A payment reversal.
    public static PaymentReversal reversal(JsonValue json) {
        return PaymentReader.reversal(
                JsonFields.ofRequest(json, "payment initiation reversal"),
                Optional.empty(),
                Times.ZERO);
    }

    /// A bank account.
    public static BankAccount bankAccount(JsonValue json) {
        return PaymentReader.bankAccount(JsonFields.ofRequest(json, "bank account"), Times.ZERO);
    }

    /// A delivery, whose `payload` is Base64.
    public static Webhook webhook(JsonValue json) {
        var fields = JsonFields.ofRequest(json, "webhook");
        var auth =
                fields.object("basicAuth")
                        .map(basic ->
                                new Webhook.BasicAuth(
                                        text(basic, "username"), text(basic, "password")));
        try {
            return new Webhook(
                    auth,
                    lists(fields, "queryValues"),
                    lists(fields, "headers"),
                    Base64.getDecoder().decode(text(fields, "payload")));
        } catch (IllegalArgumentException _) {
            throw fields.wrong("payload", "Base64");
        }
    }

    private static String text(JsonFields fields, String name) {
        return fields.string(name).orElse("");
    }

    private static <E> Optional<E> oneOf(
            JsonFields fields, String name, E[] values, Function<E, String> protocolName) {
        return fields.string(name)
                .map(text ->
                        Arrays.stream(values)
                                .filter(constant -> protocolName.apply(constant).equals(text))
                                .findFirst()
                                .orElseThrow(() ->
                                        fields.wrong(
                                                name,
                                                "one of "
                                                        + Arrays.stream(values)
                                                                .map(protocolName)
                                                                .toList())));
    }

    /// The keys are data, and therefore case-sensitive.
    private static Map<String, List<String>> lists(JsonFields fields, String name) {
        var lists = new TreeMap<String, List<String>>();
        try {
            for (var entry :
                    fields.value(name)
                            .orElse(JsonValue.EMPTY_JSON_OBJECT)
                            .asJsonObject()
                            .entrySet()) {
                lists.put(
                        entry.getKey(),
                        entry.getValue().asJsonArray().getValuesAs(JsonString::getString));
            }
            return lists;
        } catch (ClassCastException _) {
            throw fields.wrong(name, "an object of arrays of strings");
        }
    }
}
