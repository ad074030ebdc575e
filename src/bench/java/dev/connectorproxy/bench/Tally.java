package dev.connectorproxy.bench;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// The result of a [Plan].
///
/// @param right responses that were as expected; only they are in the latencies
/// @param wrong responses with another status, body or length
/// @param failed calls and connections that ended without a response
/// @param nanos from the first request to the last response
/// @param p50 in microseconds, as `p99`
/// @param sample the first wrong response or failure, or empty
record Tally(long right, long wrong, long failed, long nanos, int p50, int p99, String sample) {

    double perSecond() {
        return right * 1e9 / Math.max(1, nanos);
    }

    void write(DataOutputStream out) throws IOException {
        for (long number : new long[] {right, wrong, failed, nanos}) {
            out.writeLong(number);
        }
        out.writeInt(p50);
        out.writeInt(p99);
        out.writeUTF(sample);
        out.flush();
    }

    static Tally read(DataInputStream in) throws IOException {
        return new Tally(
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readInt(),
                in.readUTF());
    }
}
