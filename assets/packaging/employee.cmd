@echo off
"%~dp0..\..\Personal AI Employee.exe" --cli %*
