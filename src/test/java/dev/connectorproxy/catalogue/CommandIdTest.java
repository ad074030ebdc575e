package dev.connectorproxy.catalogue;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandIdTest {
    private static final CommandId SEND = new CommandId("smtp", "SendEmail");

    @Test
    void itsTextIsThePathOfTheCommand() {
        assertThat(SEND.toString(), is("smtp/SendEmail"));
        assertThat(CommandId.parse("smtp/SendEmail"), is(SEND));
    }

    @Test
    void aTextWithoutASlashIsNone() {
        assertThrows(IllegalArgumentException.class, () -> CommandId.parse("SendEmail"));
    }

    @Test
    void anAsynchronousVariantLeadsBackToItsCommand() {
        var asynchronous = SEND.asyncVariant();

        assertThat(asynchronous.toString(), is("smtp/SendEmailAsync"));
        assertThat(asynchronous.asyncOriginal(), is(Optional.of(SEND)));
        assertThat(SEND.asyncOriginal(), is(Optional.empty()));
    }
}
