package dev.connectorproxy.longrunning.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefreshTokenStoreTest {
    @TempDir private Path folder;

    @Test
    void theNewestTokenOfEachConnectionIsKept() {
        try (var store = new StoreFixture(folder, Clock.systemUTC())) {
            var tokens = new RefreshTokenStore(store.database, store.keys);

            tokens.save("a", "first");
            tokens.save("a", "second");
            tokens.save("b", "other");

            assertThat(tokens.find("a"), is(Optional.of("second")));
            assertThat(tokens.find("b"), is(Optional.of("other")));
            assertThat(tokens.find("c"), is(Optional.empty()));
        }
    }

    @Test
    void theDatabaseHasNeitherTheTokenNorTheName() throws IOException {
        try (var store = new StoreFixture(folder, Clock.systemUTC())) {
            new RefreshTokenStore(store.database, store.keys)
                    .save("name-canary-1234", "token-canary-1234");
        }

        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(text, not(containsString("canary-1234")));
            }
        }
    }

    @Test
    void aTokenThatNoKeyDecryptsIsGone() {
        try (var store = new StoreFixture(folder, Clock.systemUTC())) {
            new RefreshTokenStore(store.database, store.keys).save("a", "token");
            var place = store.keys.fingerprint("refresh token of a");
            var otherKey = EncryptionKey.parse(EncryptionKey.generate()).orElseThrow();
            store.database.update(
                    "update lr_vault set sealed = ? where name = ?",
                    new PayloadCipher(otherKey, List.of()).encrypt(new byte[1], place),
                    place);

            assertThat(
                    new RefreshTokenStore(store.database, store.keys).find("a"),
                    is(Optional.empty()));
        }
    }
}
