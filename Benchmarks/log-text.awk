# Turns entries in the Journal Export Format into the lines of a log as rsyslog writes it.
{
    name = $0
    sub(/=.*/, "", name)
    if (name != "") field[name] = substr($0, length(name) + 2)
}
/^$/ {
    time = field["__REALTIME_TIMESTAMP"]
    context = ""
    if ("IKE_SA_UNIQUE_ID" in field) context = "<" field["IKE_SA_NAME"] "|" field["IKE_SA_UNIQUE_ID"] "> "
    printf "%s.%06d+00:00 gw charon: %02d[%s] %s%s\n", strftime("%Y-%m-%dT%H:%M:%S", int(time / 1000000), 1),
        time % 1000000, field["THREAD"], field["GROUP"], context, field["MESSAGE"]
    delete field
}
