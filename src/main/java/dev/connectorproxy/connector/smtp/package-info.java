/// The connector `smtp`: `SendEmail`, over Angus Mail. Nothing of Angus Mail is loaded before the first e-mail.
package dev.connectorproxy.connector.smtp;
