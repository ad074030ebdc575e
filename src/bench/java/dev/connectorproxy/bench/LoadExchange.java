package dev.connectorproxy.bench;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// A request and the expected 200 response: how the body begins, how it ends, and its length.
record LoadExchange(byte[] request, byte[] prefix, byte[] suffix, int length) {

    /// Whether the last response of the connection is the expected one.
    boolean accepts(int status, LoadConnection response) {
        return status == 200
                && (length < 0 || response.length() == length)
                && response.startsWith(prefix)
                && response.endsWith(suffix);
    }

    void write(DataOutputStream out) throws IOException {
        for (var part : new byte[][] {request, prefix, suffix}) {
            out.writeInt(part.length);
            out.write(part);
        }
        out.writeInt(length);
    }

    static LoadExchange read(DataInputStream in) throws IOException {
        return new LoadExchange(part(in), part(in), part(in), in.readInt());
    }

    private static byte[] part(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }
}
