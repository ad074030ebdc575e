package dev.connectorproxy.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// This side of the [LoadGenerator].
final class Load implements AutoCloseable {
    private final Child child;
    private final DataOutputStream out;
    private final DataInputStream in;

    Load() throws IOException {
        child = Child.piped(Child.java(LoadGenerator.class));
        out = new DataOutputStream(new BufferedOutputStream(child.input()));
        in = new DataInputStream(new BufferedInputStream(child.output()));
    }

    /// Has a plan carried out and waits for its end.
    Tally run(Plan plan) throws IOException {
        plan.write(out);
        return Tally.read(in);
    }

    @Override
    public void close() {
        child.close();
    }
}
