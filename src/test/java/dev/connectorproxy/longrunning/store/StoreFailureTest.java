package dev.connectorproxy.longrunning.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreFailureTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "57P03", "57P01", "53300", "53100", "40001", "55P03", "25006", "58030", "08006",
                "08P01", "90020"
            })
    void aServerThatIsNotReadyMayBeLater(String state) {
        assertThat(isTemporary(new SQLException("secret", state)), is(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "28P01", "28000", "3D000", "42501", "22023", "08001", "08004", "90030", "XX000"
            })
    void whatTheSettingsSayWronglyStaysWrong(String state) {
        assertThat(isTemporary(new SQLException("Invalid sslmode value", state)), is(false));
    }

    @Test
    void aHostThatCannotBeReachedOrFoundMayBeThereLater() {
        assertThat(
                isTemporary(new SQLException("m", "08001", new ConnectException("refused"))),
                is(true));
        assertThat(
                isTemporary(new SQLException("m", "08001", new UnknownHostException("db"))),
                is(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Could not find a server with specified targetServerType: primary",
                "Connection attempt timed out."
            })
    void aListOfHostsMayHaveThePrimaryLaterAndAServerMayRespondLater(String message) {
        assertThat(isTemporary(new SQLException(message, "08001")), is(true));
    }

    @Test
    void aFullDiskMayHaveRoomLaterButAFileThatMayNotBeReadStaysSo() {
        assertThat(isTemporary(new IOException("No space left on device")), is(true));
        assertThat(isTemporary(new FileSystemException("f", null, "No space left")), is(true));
        assertThat(isTemporary(new AccessDeniedException("f")), is(false));
        assertThat(
                isTemporary(new SQLException("m", "08006", new FileNotFoundException("ca.pem"))),
                is(false));
    }

    @Test
    void aMigrationByAnotherReplicaEnds() {
        var locked =
                new FlywayException("Unable to acquire PostgreSQL advisory lock (retry count)");

        var creating =
                new FlywayException(
                        "Unable to baseline schema history table \"lr_schema\" as it already exists, and is empty.");

        assertThat(isTemporary(locked), is(true));
        assertThat(isTemporary(creating), is(true));
        assertThat(isTemporary(new FlywayException("no migrations")), is(false));
    }

    @Test
    void whatTheDatabaseCannotBeOpenedForIsDescribedWithoutTheTextOfTheDriver() {
        var wrong = new SQLException("password of jdbc:x?password=secret", "28P01");

        var text = StoreFailure.describe(new IllegalStateException(wrong));

        assertThat(text, containsString("the user or the password is refused"));
        assertThat(text, not(containsString("secret")));
        assertThat(
                StoreFailure.describe(new SQLException("secret", "57P03")),
                is("SQLException, SQL state 57P03"));
    }

    private static boolean isTemporary(Throwable cause) {
        return new StoreException("cannot be opened", cause).isTemporary();
    }
}
