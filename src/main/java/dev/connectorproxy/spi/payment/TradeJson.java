package dev.connectorproxy.spi.payment;

import static dev.connectorproxy.spi.payment.PaymentJson.writeInteger;
import static dev.connectorproxy.spi.payment.PaymentJson.writeMetadata;
import static dev.connectorproxy.spi.payment.PaymentJson.writeText;
import static dev.connectorproxy.spi.payment.PaymentJson.writeValue;

import jakarta.json.stream.JsonGenerator;

/// Writes orders and conversions for [PaymentJson].
final class TradeJson {
    private TradeJson() {}

    static void write(Order order, JsonGenerator json) {
        var terms = order.terms();
        var fill = order.fill();
        json.writeStartObject().write("reference", order.reference());
        writeText("clientOrderId", terms.clientOrderId(), json);
        json.write("createdAt", Times.text(order.createdAt()))
                .write("direction", order.direction().name())
                .write("sourceAsset", order.sourceAsset())
                .write("destinationAsset", order.destinationAsset())
                .write("type", order.type().name())
                .write("status", order.status().name());
        writeInteger("baseQuantityOrdered", terms.baseQuantityOrdered(), json);
        writeInteger("baseQuantityFilled", fill.baseQuantityFilled(), json);
        writeInteger("limitPrice", terms.limitPrice(), json);
        writeInteger("stopPrice", terms.stopPrice(), json);
        json.write("timeInForce", terms.timeInForce().name());
        writeText("expiresAt", terms.expiresAt().map(Times::text), json);
        writeInteger("quoteAmount", fill.quoteAmount(), json);
        writeText("quoteAsset", fill.quoteAsset(), json);
        writeInteger("fee", fill.fee(), json);
        writeText("feeAsset", fill.feeAsset(), json);
        writeInteger("averageFillPrice", fill.averageFillPrice(), json);
        writeText("priceAsset", terms.priceAsset(), json);
        writeText("sourceAccountReference", order.sourceAccountReference(), json);
        writeText("destinationAccountReference", order.destinationAccountReference(), json);
        writeMetadata(order.metadata(), json);
        writeValue("raw", order.raw(), json);
        json.writeEnd();
    }

    static void write(Conversion conversion, JsonGenerator json) {
        json.writeStartObject()
                .write("reference", conversion.reference())
                .write("createdAt", Times.text(conversion.createdAt()))
                .write("sourceAsset", conversion.sourceAsset())
                .write("destinationAsset", conversion.destinationAsset());
        writeInteger("sourceAmount", conversion.sourceAmount(), json);
        writeInteger("destinationAmount", conversion.destinationAmount(), json);
        writeInteger("fee", conversion.fee(), json);
        writeText("feeAsset", conversion.feeAsset(), json);
        json.write("status", conversion.status().name());
        writeText("sourceAccountReference", conversion.sourceAccountReference(), json);
        writeText("destinationAccountReference", conversion.destinationAccountReference(), json);
        writeMetadata(conversion.metadata(), json);
        writeValue("raw", conversion.raw(), json);
        json.writeEnd();
    }
}
