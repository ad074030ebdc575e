package dev.connectorproxy.contract.payment.memory.code;

import dev.connectorproxy.contract.payment.memory.MemoryProvider;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;

/// Signs where it sends.
public final class MixingProvider extends MemoryProvider {

    static HttpResponse signAndSend(Egress egress, HttpRequest request, Call call)
            throws GeneralSecurityException {
        Mac.getInstance("HmacSHA256");
        return egress.send(request, call);
    }
}
