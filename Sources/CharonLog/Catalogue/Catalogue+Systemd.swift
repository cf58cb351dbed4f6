/// What systemd says of charon's unit: a daemon that is killed cannot say so itself.
///
/// The texts are those of systemd 219 to 257 (`src/core/service.c`, `unit.c`, `job.c`); they are read only in lines that
/// systemd wrote. The journal has the unit in a field, a text log in the text.
extension Catalogue {
    static let systemd: [Template] = [
        Template("<unit>: Main process exited, code=<exit_code>, status=<exit_status>", .systemd, 0, [], .unitExited),
        Template("<unit>: main process exited, code=<exit_code>, status=<exit_status>", .systemd, 0, [], .unitExited),
        Template(
            "<unit>: Control process exited, code=<exit_code>, status=<exit_status>", .systemd, 0, [], .unitFailed,
            "control_process_exited"),
        Template(
            "<unit>: A process of this unit has been killed by the OOM killer.", .systemd, 0, [], .unitFailed,
            "out_of_memory"),
        Template("<unit>: Failed with result '<detail>'.", .systemd, 0, [], .unitFailed),
        Template("<unit>: Watchdog timeout (<detail>)!", .systemd, 0, [], .unitFailed, "watchdog_timeout"),
        Template(
            "<unit>: Start request repeated too quickly.", .systemd, 0, [], .unitFailed, "start_limit_reached"),
        Template(
            "<unit>: start request repeated too quickly", .systemd, 0, [], .unitFailed, "start_limit_reached"),
        Template(
            "<unit>: start operation timed out. Terminating.", .systemd, 0, [], .unitFailed, "start_timeout"),
        Template("<unit>: Start operation timed out. Terminating.", .systemd, 0, [], .unitFailed, "start_timeout"),
        Template("Unit <unit> entered failed state.", .systemd, 0, [], .unitFailed),
        Template("<unit>: Unit entered failed state.", .systemd, 0, [], .unitFailed),
        Template("<unit> failed.", .systemd, 0, [], .unitFailed),
        Template("Failed to start <detail>", .systemd, 0, [], .unitFailed, "start_failed"),
        Template(
            "<unit>: Scheduled restart job, restart counter is at <count>.", .systemd, 0, [], .unitRestarting),
        Template(
            "<unit>: Service hold-off time over, scheduling restart.", .systemd, 0, [], .unitRestarting),
        Template("<unit> holdoff time over, scheduling restart.", .systemd, 0, [], .unitRestarting),
        Template(
            "<unit>: Service RestartSec=<duration> expired, scheduling restart.", .systemd, 0, [], .unitRestarting),
        Template("<unit>: Deactivated successfully.", .systemd, 0, [], .unitStopped),
        Template("<unit>: Succeeded.", .systemd, 0, [], .unitStopped),
        Template("Starting <detail>", .systemd, 0, [], .unitStarting),
        Template("Started <detail>", .systemd, 0, [], .unitStarted),
        Template("Stopping <detail>", .systemd, 0, [], .unitStopping),
        Template("Stopped <detail>", .systemd, 0, [], .unitStopped),
        Template("Reloading <detail>", .systemd, 0, [], .unitReloading),
        Template("Reloaded <detail>", .systemd, 0, [], .unitReloading),
        Template("<unit>: Consumed <detail>", .systemd, 0, [], .chatter),
        Template("<unit>: <detail>", .systemd, 0, [], .chatter),
        Template("<detail>", .systemd, 0, [], .chatter),
    ]
}
