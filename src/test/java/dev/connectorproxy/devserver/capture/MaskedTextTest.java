package dev.connectorproxy.devserver.capture;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.secrets.SecretMask;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskedTextTest {
    private final SecretMask mask = SecretMask.of(List.of("hunter2", "$1\\other"));

    @Test
    void secretsArePutBackInOrder() {
        var text = new MaskedText("a=hunter2&b=$1\\other", mask);

        assertThat(text.restored("c=1&a=***&d=***"), is("c=1&a=hunter2&d=$1\\other"));
    }

    @Test
    void oneSecretIsPutBackWhereverItIsWanted() {
        var text = new MaskedText("a=hunter2&b=hunter2", mask);

        assertThat(text.restored("***"), is("hunter2"));
        assertThat(text.restored("*** *** ***"), is("hunter2 hunter2 hunter2"));
    }

    @Test
    void itIsRefusedToGuess() {
        var text = new MaskedText("a=hunter2&b=$1\\other", mask);

        assertThrows(DevServerException.class, () -> text.restored("a=***"));
    }

    @Test
    void aTextWithoutSecretsOrMarksStaysAsItIs() {
        assertThat(new MaskedText("a=***", mask).restored("b=***"), is("b=***"));
        assertThat(new MaskedText("a=hunter2", mask).restored("a=1"), is("a=1"));
        assertThat(new MaskedText("***=hunter2", mask).restored("***=hunter2"), is("***=hunter2"));
    }
}
