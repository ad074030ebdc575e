package dev.connectorproxy.federation;

import dev.connectorproxy.complexity.HostileInput;
import dev.connectorproxy.complexity.LinearTime;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// The list of another proxy costs CPU time at most linear in its length.
class PeerListComplexityTest {
    @Test
    void aListOfCommands() {
        var list =
                "[{\"id\":\"a/b§\",\"parameters\":[{\"id\":\"§\",\"type\":\"str§\",\"required\":true},«{\"id\":\"p№\",\"type\":\"str\",\"required\":true}»],\"x\":¤},«{\"id\":\"a/c№\",\"parameters\":[]}»]";

        LinearTime.assertFor(
                HostileInput.ofJson(list),
                text -> PeerCommandList.read(text.getBytes(StandardCharsets.UTF_8)));
    }
}
