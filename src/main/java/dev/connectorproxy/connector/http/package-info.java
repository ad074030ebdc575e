/// The connector `http`: `GetRequest`, `HeadRequest`, `PostRequest`, `PutRequest`, `PatchRequest`, `DeleteRequest`,
/// which treat URLs, query parameters, bodies and responses as SpiffArena's async-http (httpx 0.28) does, and their V2
/// counterparts, which behave like connector-http (requests 2, xmltodict). The classes of the latter begin with `V2`.
package dev.connectorproxy.connector.http;
