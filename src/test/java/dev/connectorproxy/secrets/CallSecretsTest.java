package dev.connectorproxy.secrets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.secrets.CallSecrets.UsedSecret;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.toolkit.Globs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallSecretsTest {
    private static final int MIB = 1 << 20;

    @Test
    void asksOnceForEachName() {
        var asked = new ArrayList<String>();
        var call =
                new CallSecrets(
                        secrets(Map.of("S_A", "alpha")),
                        name -> {
                            asked.add(name);
                            return !name.equals("NO");
                        });

        assertThat(call.find("A"), is(Optional.of("alpha")));
        assertThat(call.find("A"), is(Optional.of("alpha")));
        assertThat(call.find("NO"), is(Optional.empty()));
        assertThat(call.find("B"), is(Optional.empty()));

        assertThat(asked, contains("A", "NO", "B"));
        assertThat(call.used().stream().map(UsedSecret::value).toList(), contains("alpha"));
    }

    @Test
    void allowsFourMebiCharactersInAllHoweverOftenASecretIsNamed() {
        var call =
                new CallSecrets(
                        secrets(Map.of("S_LONG", "x".repeat(MIB), "S_ONE", "x")), _ -> true);
        for (int i = 0; i < 4; i++) {
            assertThat(call.find("LONG").isPresent(), is(true));
        }

        var failure = assertThrows(ConnectorException.class, () -> call.find("ONE"));

        assertThat(failure.code(), is("InvalidParameters"));
    }

    @Test
    void knowsTheOriginsOfTheSecretsThatItUses() {
        var origin = new SecretOrigin("https", "a.example", 443);
        var rule = new OriginRule(Globs.of(List.of("A")), Set.of(origin));
        var secrets =
                new Secrets(
                        new SecretSettings(Optional.of("S_"), Optional.empty(), 9, List.of(rule)),
                        Map.of("S_A", "alpha", "S_B", "beta"));
        var call = new CallSecrets(secrets, _ -> true);
        List.of("A", "B", "C").forEach(call::find);

        assertThat(
                call.used(),
                containsInAnyOrder(
                        new UsedSecret("alpha", Set.of(origin)), new UsedSecret("beta", Set.of())));
        assertThat(
                new UsedSecret("alpha", Set.of(origin)).toString(),
                is("UsedSecret[https://a.example:443]"));
    }

    private static Secrets secrets(Map<String, String> environment) {
        return new Secrets(
                new SecretSettings(Optional.of("S_"), Optional.empty(), MIB), environment);
    }
}
