package dev.connectorproxy.declarative.file;

import dev.connectorproxy.openapi.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// A request that a file describes, as an operation with its parameters.
///
/// @param request as the file has it
/// @param parameters the same for each request of a command, but for their places
public record RequestOperation(
        RequestFile request, Operation operation, CommandParameters parameters) {

    /// The requests of a command.
    ///
    /// @throws dev.connectorproxy.settings.SettingsException they do not fit the parameters
    public static List<RequestOperation> of(
            List<RequestFile> requests, ParameterOverrides overrides) {
        var everywhere = new HashSet<>(RequestBinding.variables(requests.getFirst()));
        requests.forEach(request -> everywhere.retainAll(RequestBinding.variables(request)));
        var anywhere = new HashSet<String>();
        requests.forEach(request -> anywhere.addAll(RequestBinding.variables(request)));
        var all = new ArrayList<RequestOperation>();
        for (var request : requests) {
            all.add(new RequestBinding(request, overrides, everywhere, anywhere).bind());
        }
        return all;
    }
}
