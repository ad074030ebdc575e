package dev.connectorproxy.secrets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.CommandResult.CommandError;
import dev.connectorproxy.spi.CommandResult.Done;
import dev.connectorproxy.spi.CommandResult.Unwrapped;
import dev.connectorproxy.spi.CommandResult.WithoutLogs;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ResultMaskerTest {
    private final AtomicLong reserved = new AtomicLong();
    private final ResultMasker masker =
            new ResultMasker(new SecretMask(List.of("hunter2", "12345")), reserved::addAndGet);

    @Test
    void masksEveryPartOfAResult() {
        var done =
                new Done(
                        new Body.Tree(object("hunter2")),
                        OptionalInt.of(201),
                        Optional.of(Map.of("x-hunter2", "is hunter2")),
                        Optional.of(new CommandError("Refused", "hunter2 is wrong")),
                        List.of("sent hunter2"));

        var masked = (Done) masker.maskResult(done);

        assertThat(masked.body(), is(new Body.Tree(object("***"))));
        assertThat(masked.httpStatus(), is(OptionalInt.of(201)));
        assertThat(masked.headers(), is(Optional.of(Map.of("x-***", "is ***"))));
        assertThat(masked.error(), is(Optional.of(new CommandError("Refused", "*** is wrong"))));
        assertThat(masked.logs(), contains("sent ***"));
    }

    @Test
    void masksAResultWithoutEnvelopeOrLogs() {
        var bare = new Unwrapped(object("hunter2"));
        var quiet = new WithoutLogs(new Body.Tree(object("hunter2")), OptionalInt.of(202));

        assertThat(masker.maskResult(bare), is(new Unwrapped(object("***"))));
        assertThat(
                masker.maskResult(quiet),
                is(new WithoutLogs(new Body.Tree(object("***")), OptionalInt.of(202))));
    }

    @Test
    void masksNamesStringsAndNumbersOfATextAndReservesMemoryForIt() {
        var json = "{\"hunter2\" : [12345, \"a hunter2\", 1.50]}";

        var masked = (Body.Raw) masked(new Body.Raw(text(json)));

        assertThat(masked.text().toString(), is("{\"***\" : [\"***\", \"a ***\", 1.50]}"));
        assertThat(reserved.get(), is((long) json.length()));
    }

    @Test
    void masksQuotedJsonAsJson() {
        var masked = masked(new Body.Quoted(text("{\"a\": \"hunter2\"}")));

        assertThat(((Body.Quoted) masked).text().toString(), is("{\"a\": \"***\"}"));
    }

    @Test
    void masksALongTextAndReservesMemoryForIt() {
        var masked = masked(new Body.Text("text", "a hunter2"));

        assertThat(masked, is(new Body.Text("text", "a ***")));
        assertThat(reserved.get(), is(9L));
    }

    @Test
    void keepsABodyWithoutASecretAsItIs() {
        var tree = new Body.Tree(object("nothing"));
        var text = new Body.Raw(text("[1.50]"));

        assertThat(((Body.Tree) masked(tree)).value(), is(sameInstance(tree.value())));
        assertThat(masked(text), is(sameInstance(text)));
    }

    @Test
    void masksTheMessageOfAFailureAndKeepsItsCode() {
        var failure = new ConnectorException("Refused", 418, "hunter2 is wrong");

        var masked = masker.maskFailure(failure);

        assertThat(masked.code(), is("Refused"));
        assertThat(masked.httpStatus(), is(418));
        assertThat(masked.getMessage(), is("*** is wrong"));
        assertThat(masked.getCause(), is(sameInstance(failure)));
    }

    @Test
    void masksTheTargetsInTheLogAndPassesTheByteCountsOn() {
        var facts = new ArrayList<String>();
        var trail =
                new Call.Trail() {
                    @Override
                    public void attempt(String target) {
                        facts.add(target);
                    }

                    @Override
                    public void bytes(long sent, long received) {
                        facts.add(sent + " " + received);
                    }
                };

        var masked = new MaskedTrail(masker.mask()::text, trail);
        masked.attempt("https://hunter2.example:443");
        masked.bytes(5, 7);

        assertThat(facts, contains("https://***.example:443", "5 7"));
    }

    private Body masked(Body body) {
        var done =
                new Done(body, OptionalInt.empty(), Optional.empty(), Optional.empty(), List.of());
        return ((Done) masker.maskResult(done)).body();
    }

    private static JsonValue object(String text) {
        return Json.createObjectBuilder().add("text", text).build();
    }

    private static JsonText text(String json) {
        return JsonText.of(json.getBytes(StandardCharsets.UTF_8), 9).orElseThrow();
    }
}
