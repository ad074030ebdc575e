package dev.connectorproxy.devserver.capture;

import dev.connectorproxy.devserver.capture.CapturedExchange.Failure;
import dev.connectorproxy.devserver.capture.CapturedExchange.Head;
import dev.connectorproxy.devserver.capture.CapturedExchange.Outcome;
import dev.connectorproxy.devserver.capture.CapturedExchange.Response;
import dev.connectorproxy.devserver.capture.CapturedExchange.SentRequest;
import dev.connectorproxy.devserver.connector.CallCause;
import dev.connectorproxy.devserver.connector.CallTrace;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/// Records the exchanges of one connector in the history. Thread-safe.
record ExchangeRecorder(String connectorId, ExchangeHistory history, InstantSource clock) {

    /// Sends a request, and records what became of it.
    ///
    /// @param attempt the number of the attempt, from 1
    HttpResponse record(
            HttpRequest request, Call call, int attempt, Supplier<HttpResponse> sender) {
        var trace = CallTrace.of(call).orElseGet(() -> new CallTrace(0, CallCause.UNKNOWN));
        var head =
                new Head(
                        history.nextNumber(),
                        clock.instant(),
                        trace.number(),
                        trace.cause(),
                        attempt);
        trace.requested(head.number(), attempt);
        var sent = SentRequest.of(request); // copied now, because the array may change later
        long begin = System.nanoTime();
        try {
            var response = sender.get();
            keep(head, sent, Response.of(response), begin);
            return response;
        } catch (ConnectorException e) {
            keep(head, sent, new Failure(e.code(), e.getMessage()), begin);
            throw e;
        } catch (RuntimeException e) {
            keep(head, sent, new Failure(e.getClass().getName(), ""), begin);
            throw e;
        }
    }

    private void keep(Head head, SentRequest request, Outcome outcome, long begin) {
        var time = Duration.ofNanos(System.nanoTime() - begin);
        history.add(connectorId, new CapturedExchange(head, request, outcome, time));
    }
}
