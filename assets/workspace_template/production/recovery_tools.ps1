# Repairs this workspace: .\production\recovery_tools.ps1 -Action CleanStuckTasks. Options of "employee recover" may follow.
param(
    [Parameter(Mandatory)][ValidateSet('CleanStuckTasks', 'ResetPending', 'RepairAudit', 'ClearErrorLogs', 'FullReset')][string]$Action,
    [Parameter(ValueFromRemainingArguments)][string[]]$Options = @()
)
$Command = @{ CleanStuckTasks = 'clean-stuck'; ResetPending = 'reset-pending'; RepairAudit = 'repair-audit'; ClearErrorLogs = 'clear-error-logs'; FullReset = 'full-reset' }[$Action]
if (-not (Get-Command employee -ErrorAction SilentlyContinue)) { [Console]::Error.WriteLine('employee: cannot run: no command "employee" is on PATH. Run "npm link" once in the folder of the program, or add the folder resources\bin of the app to PATH.'); exit 1 }
employee --workspace (Split-Path -Parent $PSScriptRoot) recover $Command @Options
exit $LASTEXITCODE
