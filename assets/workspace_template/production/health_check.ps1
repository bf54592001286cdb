# Shows the health of this workspace; the exit code is 1 unless it is HEALTHY. Options of "employee health" may follow.
employee --workspace (Split-Path -Parent $PSScriptRoot) health --detailed @args
exit $LASTEXITCODE
