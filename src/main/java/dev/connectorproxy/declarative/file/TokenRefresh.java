package dev.connectorproxy.declarative.file;

import java.util.List;

/// How an access token among the arguments is renewed when the target refuses it (RFC 6749, section 6): with the values of these
/// parameters, if a call gives them all.
///
/// @param tokenUrl JSONata over the arguments
/// @param accessToken the id of the parameter that the new token replaces
public record TokenRefresh(
        SourceText tokenUrl,
        SourceText accessToken,
        SourceText refreshToken,
        SourceText clientId,
        SourceText clientSecret) {

    /// The ids of the parameters.
    public List<SourceText> parameters() {
        return List.of(accessToken, refreshToken, clientId, clientSecret);
    }
}
