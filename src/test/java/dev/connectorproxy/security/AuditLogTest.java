package dev.connectorproxy.security;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/// What an authentication and an authorization leave in the log.
class AuditLogTest {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final CallerAuthenticator authenticator =
            new CallerAuthenticator(
                    new SecuritySettings(
                            List.of(
                                    HashedApiKey.ofValue(
                                            "reader", "key-4711", List.of("command:http/*"))),
                            List.of()),
                    new AuditLog(lines::add),
                    new RefusalLog(_ -> {}),
                    new GuessDelay());

    @Test
    void aSuccessIsNotLogged() {
        var caller = authenticator.identify(List.of("key-4711"));

        assertThat(caller.mayRun("http/GetRequest"), is(true));
        assertThat(lines, empty());
    }

    @Test
    void aWrongKeyIsLoggedWithoutTheKey() {
        authenticator.identify(List.of("wrong-4712"));

        assertThat(lines, contains("authn.authenticate: no such API key"));
    }

    @Test
    void aRefusedCommandIsLoggedWithTheNameOfTheKey() {
        authenticator.identify(List.of("key-4711")).mayRun("smtp/SendEmail");

        assertThat(
                lines,
                contains(
                        "authz.authorize: API key 'reader' lacks the role command:smtp/SendEmail"));
    }

    @Test
    void aCommandThatAListLeavesOutIsNotLogged() {
        var caller = authenticator.caller(Optional.of("reader"));

        assertThat(caller.maySee("smtp/SendEmail"), is(false));
        assertThat(lines, empty());
    }
}
