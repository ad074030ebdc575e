/// The connector `smtp`: `SendEmail`, with Angus Mail. No class of Angus Mail is loaded before the first e-mail.
package dev.connectorproxy.connector.smtp;
