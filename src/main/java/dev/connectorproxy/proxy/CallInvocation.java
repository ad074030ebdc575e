package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.Invocation;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Command;
import java.util.ArrayList;

/// The input of a call.
///
/// @param deferrable whether this proxy may defer it; then another proxy is given no URL for a callback, so that it does
///     not send a second one
record CallInvocation(
        CallContext call, Arguments arguments, CallResources resources, boolean deferrable)
        implements Invocation {
    private static final String TASK_DATA = "spiff__task_data";
    private static final String CALLBACK_URL = "spiff__callback_url";

    @Override
    public Command decorate(Command command) {
        var caller = call.caller();
        var connected =
                resources
                        .connections()
                        .wrap(
                                call.command().toString(),
                                command,
                                arguments,
                                caller::mayUseConnection);
        return resources.secrets().wrap(connected, arguments, caller::mayUse);
    }

    @Override
    public ForwardedRequest toForwardedRequest(boolean withTaskData) {
        var removed = new ArrayList<String>();
        if (!withTaskData) {
            removed.add(TASK_DATA);
        }
        if (deferrable) {
            removed.add(CALLBACK_URL);
        }
        if (ReturnedErrors.isGiven(call.body().parameters())) {
            removed.add(ReturnedErrors.PARAMETER.id());
        }
        var payload = call.payload();
        return new ForwardedRequest(payload.without(removed), payload.mediaType(), call.id().via());
    }
}
